"""What reaches the public site: public, confirmed, looked at, and never where a shelter is."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from alongside.alliance import comparing
from alongside.alliance.actions import members, publishing as actions, services
from alongside.alliance.ageing import months_before
from alongside.alliance.enums import Difference
from alongside.alliance.errors import CannotDo, ChangedMeanwhile
from alongside.alliance.models import Publication, Service
from alongside.alliance.published import Published
from alongside.alliance.queries import publishing as queries
from alongside.audit.models import Entry
from alongside.organisations.enums import Role, TeamKind
from alongside.vault import letterbox
from tests.alliance.factories import (
    make_own,
    make_secretariat,
    make_service,
    member_given,
    service_given,
    shelter_given,
)
from tests.organisations.factories import NOW, make_person

pytestmark = pytest.mark.django_db
PATH = settings.ALONGSIDE_EXCHANGE / "published.json"


@pytest.fixture(autouse=True)
def folder():
    yield
    PATH.unlink(missing_ok=True)


@pytest.fixture
def ours(world, editor):
    """A public member that is also the secretariat."""
    make_secretariat(world)
    return make_own(editor.actor)


def published():
    return Published.model_validate_json(PATH.read_bytes())


def publish(editor, now=NOW):
    mark = queries.proposal(actor=editor.actor, now=now).mark
    return actions.publish(mark=mark, actor=editor.actor, now=now)


def names(found):
    return [one.name["en"] for one in found]


def test_what_is_public_and_confirmed_is_published_with_the_letterbox(world, editor, ours):
    service = make_service(editor.actor, ours)
    made = publish(editor)
    found, team = published(), world.teams[TeamKind.PUBLIC]
    epoch, key = letterbox.public_key(team_id=team.pk, keyring=editor.actor.keys)
    assert (found.letterbox.epoch, found.letterbox.key) == (epoch, key.hex())
    assert [(one.slug, one.mission) for one in found.members] == [
        ("casa-noua", {"en": "Nobody walks alone."})
    ]
    assert [one.model_dump(exclude_defaults=True) for one in found.services] == [
        {
            "id": service.pk,
            "member": ours.pk,
            "name": {"en": "The night line"},
            "kinds": ("hotline",),
            "situations": ("unpaid", "threats"),
            "languages": ("ro",),
            "country": "RO",
            "place": "Iași",
            "area": ("Moldova", "Bucovina"),
            "hours": {"en": "At night"},
            "phone": "+40 000 000 000",
            "confirmed_on": NOW.date(),
        }
    ]
    assert made.made_by_id == editor.user.pk
    last = Entry.objects.order_by("-seq").first()
    assert (last.action, last.object_id, last.actor) == (
        "alliance.published",
        str(made.pk),
        str(editor.user.pk),
    )


def test_what_is_for_members_hidden_withdrawn_or_stale_stays(world, other, editor, ours):
    texts = {"name": {"en": "Members only"}}
    make_service(editor.actor, ours, service_given(is_public=False, texts=texts))
    gone = make_service(editor.actor, ours)
    services.withdraw(service_id=gone.pk, actor=editor.actor, now=NOW)
    old = make_service(editor.actor, ours, service_given(texts={"name": {"en": "Old"}}))
    Service.objects.filter(pk=old.pk).update(confirmed_on=date(2024, 9, 1))
    edge = make_service(editor.actor, ours, service_given(texts={"name": {"en": "Just"}}))
    Service.objects.filter(pk=edge.pk).update(confirmed_on=date(2024, 9, 2))
    hidden = make_own(other.coordinator.actor, name="Hidden", is_public=False)
    given = service_given(texts={"name": {"en": "Of a hidden one"}})
    make_service(other.coordinator.actor, hidden, given)
    found = queries.proposal(actor=editor.actor, now=NOW)
    assert [one.name for one in found.parts["members"]] == ["Casa Noua"]
    assert names(found.parts["services"]) == ["Just"]
    assert names(found.stale) == ["Old"]
    assert names(found.hidden) == ["Of a hidden one"]


def test_where_a_shelter_is_does_not_leave_whatever_the_row_says(editor, ours):
    service = make_service(editor.actor, ours, shelter_given())
    row = Service.objects.get(pk=service.pk)
    row.place, row.area, row.phone, row.whatsapp = "Iași", "Copou", "+40 1", "+40 2"
    left = queries._service(row)
    assert left.is_shelter is True
    assert (left.place, left.area, left.phone, left.whatsapp) == ("", (), "", "")
    publish(editor)
    assert [one.place for one in published().services] == [""]


def test_nothing_is_published_that_nobody_looked_at(editor, ours):
    mark = queries.proposal(actor=editor.actor, now=NOW).mark
    make_service(editor.actor, ours)
    with pytest.raises(ChangedMeanwhile):
        actions.publish(mark=mark, actor=editor.actor, now=NOW)
    assert not PATH.exists()
    assert Publication.objects.count() == 0


def test_only_the_secretariats_team_for_public_work_publishes(world, other, editor, ours):
    organiser = make_person(world.founded, role=Role.ORGANISER, team_kinds=[], name="Olga")
    with pytest.raises(CannotDo):
        publish(organiser)
    for person in (world.caseworker, world.researcher, other.coordinator):
        with pytest.raises(PermissionDenied):
            publish(person)
    assert not PATH.exists()


def test_where_the_file_cannot_be_written_nothing_was_published(editor, ours, monkeypatch):
    def full(_export):
        raise OSError

    monkeypatch.setattr("alongside.alliance.exchange.publish", full)
    with pytest.raises(OSError):
        publish(editor)
    assert Publication.objects.count() == 0


def test_what_is_different_is_told_in_words(editor, ours):
    first = make_service(editor.actor, ours)
    second = make_service(editor.actor, ours, service_given(texts={"name": {"en": "Lawyer"}}))
    publish(editor)
    services.change(
        service_id=first.pk,
        given=service_given(phone="+40 000 000 001", texts={"hours": {"es": "De noche"}}),
        version=1,
        actor=editor.actor,
        now=NOW,
    )
    services.withdraw(service_id=second.pk, actor=editor.actor, now=NOW)
    members.add_without_account(
        given=member_given(name="MIST", country="FR", texts={}), actor=editor.actor, now=NOW
    )
    found = queries.proposal(actor=editor.actor, now=NOW)
    told = comparing.changes(found.before, comparing.as_json(found.parts))
    assert [(one.part, one.difference, one.title) for one in told] == [
        ("members", Difference.ADDED, "MIST"),
        ("services", Difference.CHANGED, "The night line"),
        ("services", Difference.WITHDRAWN, "Lawyer"),
    ]
    assert [(one.label, one.before, one.after) for one in told[1].lines] == [
        ("When", "English: At night", "English: At night\nEspañol: De noche"),
        ("Phone", "+40 000 000 000", "+40 000 000 001"),
    ]
    assert ("Country", "", "France") in [
        (one.label, one.before, one.after) for one in told[0].lines
    ]


def test_the_same_again_says_that_nothing_is_different(editor, ours):
    make_service(editor.actor, ours)
    publish(editor)
    found = queries.proposal(actor=editor.actor, now=NOW + timedelta(days=1))
    assert comparing.changes(found.before, comparing.as_json(found.parts)) == []


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 3, 2), date(2024, 9, 2)),
        (date(2026, 8, 31), date(2025, 2, 28)),
        (date(2025, 6, 30), date(2023, 12, 30)),
        (date(2026, 12, 15), date(2025, 6, 15)),
    ],
)
def test_eighteen_months_before(day, before):
    assert months_before(day, 18) == before


def test_the_second_look_asks_as_often_for_thirty_as_for_three(
    editor, ours, django_assert_num_queries
):
    for total in (3, 30):
        while Service.objects.count() < total:
            make_service(editor.actor, ours)
        with django_assert_num_queries(8):
            found = queries.proposal(actor=editor.actor, now=NOW)
        assert len(found.parts["services"]) == total
