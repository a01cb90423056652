"""Only the functions that own a table write it."""

import pytest
from django.apps import apps
from django.db import transaction

from alongside.vault.guard import Guarded, OnlyByAnAction, writing
from alongside.vault.models import Draft
from tests.vault.factories import NOW

MODELS = list(apps.get_app_config("vault").get_models())


def draft():
    return Draft(owner_id="00000000-0000-4000-8000-000000000000", slot="s", box=b"", saved_at=NOW)


def test_every_table_of_the_vault_is_guarded():
    assert {model.__name__ for model in MODELS if issubclass(model, Guarded)} == {
        "Certificate",
        "Draft",
        "Key",
        "OrganisationKeys",
        "Peer",
        "SealedDocument",
        "TeamEpoch",
        "TeamWrap",
        "Wrap",
    }
    assert all(issubclass(model, Guarded) for model in MODELS)


@pytest.mark.parametrize(
    "write",
    [
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda row: Draft.objects.filter(pk=row.pk).update(slot="t"),
        lambda row: Draft.objects.filter(pk=row.pk).delete(),
        lambda row: Draft.objects.bulk_create([draft()]),
        lambda row: Draft.objects.bulk_update([row], ["slot"]),
        lambda row: Draft.objects.create(owner_id=row.owner_id, slot="u", box=b"", saved_at=NOW),
        lambda row: Draft.objects.update_or_create(owner_id=row.owner_id, slot=row.slot),
        lambda row: Draft.objects.get_or_create(owner_id=row.owner_id, slot="new"),
    ],
    ids=[
        "save",
        "delete",
        "update",
        "delete many",
        "create many",
        "update many",
        "create",
        "update or create",
        "get or create",
    ],
)
@pytest.mark.django_db
def test_nobody_else_writes(write):
    row = draft()
    with writing():
        row.save()
    with pytest.raises(OnlyByAnAction), transaction.atomic():
        write(row)
    assert list(Draft.objects.values_list("slot", flat=True)) == ["s"]


@pytest.mark.django_db
def test_leave_to_write_ends_with_the_block():
    with writing():
        with writing():
            pass
        draft().save()
    with pytest.raises(OnlyByAnAction):
        draft().save()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_either_clear_or_sealed(model):
    names = {field.name for field in model._meta.concrete_fields}
    assert model.Privacy.clear | model.Privacy.sealed == names
    assert model.Privacy.clear & model.Privacy.sealed == set()
