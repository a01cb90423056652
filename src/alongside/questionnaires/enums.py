"""The fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Whether a version of a form is filled in."""

    BROUGHT = "brought", _("Not in use yet")
    IN_USE = "in_use", _("In use")
    WITHDRAWN = "withdrawn", _("No longer in use")


class Readers(TextChoices):
    """Whose keys open the answers; each is a compartment of a file."""

    CASEWORK = "casework", _("Everybody who works on her file")
    LOCATION = "location", _("Those who may know where she is")
    HEALTH = "health", _("Only those who hold the key for health")
