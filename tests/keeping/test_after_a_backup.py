"""A backup from before an erasure is put back: who was erased stays so."""

import pytest
from django.db import transaction

from alongside.casework.models import Case
from alongside.core.access import SystemActor
from alongside.keeping import actions, ledger, queries
from alongside.keeping.enums import ErasureState
from alongside.keeping.models import Erasure
from alongside.vault.guard import writing
from alongside.vault.models import Key, SealedDocument
from tests.casework.factories import NOW, fresh, make_case
from tests.keeping.factories import ask, erase
from tests.keeping.test_erasing import names_known

MACHINE = SystemActor(reason="erasure")

pytestmark = pytest.mark.django_db


def erase_and_put_a_backup_back(world, made, media):
    """Erase a file with all that follows, then have the database and the media of before."""
    kept = {path: path.read_bytes() for path in media()}
    with transaction.atomic():
        erasure_id = erase(world, made)
        actions.finish(actor=MACHINE, now=NOW)
        transaction.set_rollback(True)
    for path, content in kept.items():
        path.write_bytes(content)
    assert not Erasure.objects.exists()
    assert names_known(world) >= {made.id}
    return erasure_id


def test_what_a_backup_brings_back_is_destroyed_again(world, media, made):
    other = make_case(fresh(world.caseworker), "Somebody")
    erasure_id = erase_and_put_a_backup_back(world, made, media)
    assert actions.destroy_again(actor=MACHINE, now=NOW) == 1
    assert not Key.objects.filter(subject=made.id).exists()
    assert not SealedDocument.objects.filter(subject=made.id).exists()
    assert list(Case.objects.values_list("pk", flat=True)) == [other.id]
    assert media() == set()
    # The certificate is known again, and nothing is done twice.
    one = queries.certificate(erasure_id=erasure_id, actor=fresh(world.coordinator), now=NOW)
    assert (one.destroyed, one.returned) == ("2 March 2026", "2 March 2026")
    assert actions.destroy_again(actor=MACHINE, now=NOW) == 0


def test_names_in_the_search_wait_for_somebody_with_keys(world, media, made):
    erase_and_put_a_backup_back(world, made, media)
    actions.destroy_again(actor=MACHINE, now=NOW)
    assert names_known(world) == {made.id}
    assert queries.overview(actor=fresh(world.coordinator), now=NOW).returned == 1
    assert actions.forget_returned_names(actor=fresh(world.coordinator), now=NOW) == 1
    assert names_known(world) == set()
    assert queries.overview(actor=fresh(world.coordinator), now=NOW).returned == 0
    assert Erasure.objects.get().state == ErasureState.DESTROYED


def test_a_backup_that_knows_of_the_wish_is_overtaken_by_the_list(world, media, made):
    asked = ask(world, made.id)
    with transaction.atomic():
        about = {"case_id": made.id, "reference": made.reference, "now": NOW}
        actions.confirm(erasure_id=asked, actor=fresh(world.colleague), **about)
        actions.finish(actor=MACHINE, now=NOW)
        transaction.set_rollback(True)
    assert Erasure.objects.get().state == ErasureState.ASKED
    assert actions.destroy_again(actor=MACHINE, now=NOW) == 1
    assert Erasure.objects.get().state == ErasureState.DESTROYED
    assert not Case.objects.exists()


def test_keys_that_come_back_alone_are_destroyed_again(world, media, made):
    keys = list(Key.objects.filter(subject=made.id))
    erase(world, made)
    actions.finish(actor=MACHINE, now=NOW)
    with writing():
        Key.objects.bulk_create(keys)
    actions.destroy_again(actor=MACHINE, now=NOW)
    assert not Key.objects.filter(subject=made.id).exists()


def test_half_a_line_neither_harms_nor_hides_the_next(world, media, made):
    ledger.place().write_text('{"erasure": "cut o')
    erase(world, made)
    actions.finish(actor=MACHINE, now=NOW)
    assert [line.case for line in ledger.read()] == [str(made.id)]
    actions.finish(actor=MACHINE, now=NOW)
    assert len(ledger.place().read_text().splitlines()) == 2


def test_the_list_of_another_node_changes_nothing_here(world, media, made):
    erase_and_put_a_backup_back(world, made, media)
    [line] = ledger.read()
    strange = line._replace(organisation=line.case, case=line.erasure, subjects=[], stored=[])
    ledger.place().unlink()
    ledger.add(strange)
    assert actions.destroy_again(actor=MACHINE, now=NOW) == 0
    assert Case.objects.exists()


def test_the_list_names_nobody(world, media, made):
    erase(world, made)
    actions.finish(actor=MACHINE, now=NOW)
    text = ledger.place().read_text()
    assert made.reference not in text
    assert "Kestrelqx" not in text
    assert ledger.place().stat().st_mode & 0o777 == 0o600
