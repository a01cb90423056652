"""Who writes for the site."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class Editor(AbstractUser):
    """Somebody who writes for the site; of the node and its files this account knows nothing."""

    class Meta:
        """Django's options."""

        verbose_name = "editor"
