"""What every stored record shares."""

import uuid

from django.db import models


class Record(models.Model):
    """Base of stored records: a random id that tells neither order nor number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
