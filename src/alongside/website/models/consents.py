"""What people in photos agreed to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class PictureConsent(models.Model):
    """What one person agreed to for one photo; it applies at once, on every page and to the file.

    It belongs to the photo and not to a page: taking it back must not wait for a draft to be
    published, nor be forgotten in another language.
    """

    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("Photo"),
        on_delete=models.PROTECT,
        related_name="consents",
    )
    who = models.CharField(
        _("Who agreed"),
        max_length=120,
        help_text=_(
            "As she wishes to be called here, or the number of the sheet she signed; never the "
            "name on her papers. It is shown to nobody but editors."
        ),
    )
    purpose = models.CharField(
        _("To what"), max_length=300, help_text=_("Such as: to be seen on this site.")
    )
    agreed_on = models.DateField(_("Agreed on"))
    until = models.DateField(_("Until"), help_text=_("From the day after, the photo is gone."))
    taken_back_on = models.DateField(
        _("Taken back on"), null=True, blank=True, help_text=_("The photo is gone at once.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("image"),
        FieldPanel("who"),
        FieldPanel("purpose"),
        FieldPanel("agreed_on"),
        FieldPanel("until"),
        FieldPanel("taken_back_on"),
    ]

    objects: ClassVar[models.Manager[PictureConsent]] = models.Manager()

    class Meta:
        """A consent does not end before it begins."""

        verbose_name = _("Consent to a photo")
        verbose_name_plural = _("Consents to photos")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until__gte=F("agreed_on")), name="picture_consent_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        """Name it by its number: who agreed is for whoever opens it."""
        return f"#{self.pk}"

    def clean(self) -> None:
        """Refuse a consent that ends before it begins."""
        super().clean()
        # What could not be read stands there as nothing, and is said beside its field.
        begins, ends = vars(self)["agreed_on"], vars(self)["until"]
        if begins and ends and ends < begins:
            raise ValidationError({"until": _("This lies before the day she agreed.")})
