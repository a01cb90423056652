"""Urgent alerts of the demonstration: what one member told others about defenders at risk.

WOREC's alliance of women human rights defenders is real, and so are the dangers; what happened here
is invented.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from alongside.alliance.actions import alerts
from alongside.alliance.alerts_papers import Told
from alongside.alliance.queries import alerts as queries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from alongside.core.access import Actor

AN_HOUR = timedelta(hours=1)


def tell(coordinators: Mapping[str, Actor], now: datetime) -> None:
    """Let two members tell others, and some of those answer.

    :param coordinators: by the mark of their place
    """
    worec, secretary = coordinators["worec"], coordinators["alliance"]
    named = {one.organisation_id: one.member_id for one in queries.tellable(actor=worec)}
    told = [coordinators[mark] for mark in ("alliance", "tenaganita", "jessore")]
    urgent = alerts.send_alert(
        told=Told(
            title="A defender is followed since she spoke about a recruiter",
            kind="threat",
            country="NP",
            city="Kathmandu",
            words="Two men wait near her office since Monday. Her family was called. She wants "
            "this told to you and to nobody else for now.",
            asked=("stand_by", "quiet", "shelter"),
            onward="nobody",
            urgent_until=(now + timedelta(days=9)).date(),
        ),
        to=[named[one.organisation_id] for one in told],
        actor=worec,
        now=now - 30 * AN_HOUR,
    )
    alerts.acknowledge(
        alert_id=urgent,
        words="We hold a room until the end of the month. Call the number you know.",
        actor=coordinators["tenaganita"],
        now=now - 28 * AN_HOUR,
    )
    alerts.update_alert(
        alert_id=urgent,
        words="She moved to a friend last night. She is well.",
        actor=worec,
        now=now - 6 * AN_HOUR,
    )
    past = now - timedelta(days=60)
    over = alerts.send_alert(
        told=Told(
            title="Two colleagues were taken at a market",
            kind="detention",
            country="CO",
            city="Medellín",
            words="They gave out leaflets of the campaign. Their lawyer is on the way.",
            asked=("write",),
            onward="members",
        ),
        to=None,
        actor=coordinators["espacios"],
        now=past,
    )
    alerts.acknowledge(
        alert_id=over, words="We wrote to the ministry.", actor=secretary, now=past + AN_HOUR
    )
    alerts.acknowledge(alert_id=over, words="", actor=worec, now=past + 2 * AN_HOUR)
    alerts.update_alert(
        alert_id=over,
        words="Both are home. Thank you.",
        ends=True,
        actor=coordinators["espacios"],
        now=past + 20 * AN_HOUR,
    )
