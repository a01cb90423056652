"""How she came to us, where her file was kept before, where she was sent on to."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import Arrival, Onward, Origin
from alongside.casework.forms.content import ContentForm
from alongside.casework.forms.fields import YesNoField
from alongside.ui import forms as ui
from alongside.ui.forms.approximate import ApproximateDateField


class ArrivalForm(ContentForm):
    """How she came to us."""

    content = Arrival
    heading = _("How she came to us")
    vocabularies: ClassVar = {"reason": partial(vocabulary.htcds, "referral_reason")}

    came_on = ui.DayField(label=_("When did she come to us?"), required=False)
    came_from = ui.TextField(
        label=_("Who sent her?"),
        required=False,
        help_text=_("An organisation or a person. Leave it empty if she came by herself."),
    )
    their_worker = ui.TextField(label=_("Who is her contact there?"), required=False)
    reason = ui.SkippableChoiceField(label=_("Why was she sent to us?"))
    details = ui.LongTextField(label=_("What else was said about it"), required=False, rows=3)


class OriginForm(ContentForm):
    """Where her file was kept before."""

    content = Origin
    heading = _("Where her file was kept before")
    vocabularies: ClassVar = {
        "organisation_kind": partial(vocabulary.htcds, "organisation_kind"),
    }
    short_labels: ClassVar = {
        "consent": _("Consent, as their register says"),
        "data_agreement": _("Agreement to keep her data, as their register says"),
    }

    organisation = ui.TextField(label=_("Which organisation kept it?"), required=False)
    organisation_kind = ui.SelectField(label=_("What kind of organisation is it?"), required=False)
    worker = ui.TextField(label=_("Who kept her file there?"), required=False)
    phone = ui.TextField(label=_("Telephone of the organisation"), required=False)
    street = ui.TextField(label=_("Street of the organisation"), required=False)
    place = ui.TextField(label=_("Town of the organisation"), required=False)
    state = ui.TextField(label=_("District or state of the organisation"), required=False)
    postal_code = ui.TextField(label=_("Post code of the organisation"), required=False)
    country = ui.TextField(label=_("Country of the organisation"), required=False)
    consent = YesNoField(
        label=_("Does their register say that she consented?"),
        help_text=_("It permits nothing here. Ask her, and write down what she says."),
    )
    data_agreement = YesNoField(
        label=_("Does their register say that she agreed to her data being kept?"),
        help_text=_("It permits nothing here either."),
    )


class OnwardForm(ContentForm):
    """Where she was sent on to before, or beside the referrals made here."""

    content = Onward
    heading = _("Where she was sent on to")
    vocabularies: ClassVar = {"reason": partial(vocabulary.htcds, "referral_reason")}

    referred_to = ui.TextField(
        label=_("To whom was she sent on?"),
        required=False,
        help_text=_("What a register said of it. A referral of ours is made under Referrals."),
    )
    their_worker = ui.TextField(label=_("Who was to be her contact there?"), required=False)
    reason = ui.SkippableChoiceField(label=_("Why was she sent on?"))
    referred_on = ApproximateDateField(label=_("When was that?"), required=False)
    details = ui.LongTextField(label=_("What else was said about that"), required=False, rows=3)
