"""What registers say beside what we ask, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from alongside.casework.vocabulary.everyday import Words

TITLES: Words = {
    "salutation": _("Form of address"),
    "position": _("Her position in an organisation"),
    "longitude": _("Longitude"),
    "latitude": _("Latitude"),
    "roles": _("What others did"),
    "role_details": _("What others did, in words"),
    "event_type": _("Event: what it was"),
    "event_on": _("Event: when"),
    "event_street": _("Event: street"),
    "event_place": _("Event: place"),
    "event_state": _("Event: district or state"),
    "event_postal_code": _("Event: post code"),
    "event_country": _("Event: country"),
    "event_longitude": _("Event: longitude"),
    "event_latitude": _("Event: latitude"),
    "event_words": _("Event: in words"),
    "support_type": _("Kind of support"),
    "action_plan": _("What is to be done"),
    "planned_end": _("Planned until"),
    "organisation": _("Organisation"),
    "organisation_kind": _("Kind of organisation"),
    "phone": _("Telephone"),
    "worker": _("Who kept the file there"),
    "consent": _("Consent, as their register says"),
    "data_agreement": _("Agreement to keep her data, as their register says"),
    "referred_to": _("Sent on to"),
    "referred_on": _("Sent on on"),
}
