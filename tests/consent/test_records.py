"""What the tables themselves hold to, whoever writes them."""

import pytest
from django.db import IntegrityError, transaction

from alongside.consent.models import AppendOnly, ConsentRecord
from alongside.vault.guard import OnlyByAnAction, writing
from tests.consent.factories import make_case, say_yes
from tests.organisations.factories import make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alone")]


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def case(world):
    return make_case(world)


def test_answers_stand_in_one_line_even_in_a_race(world, case):
    first = say_yes(world, case)
    twin = ConsentRecord(**_columns(first, supersedes=None))
    with pytest.raises(IntegrityError), transaction.atomic(), writing():
        twin.save()
    say_yes(world, case)
    twin = ConsentRecord(**_columns(first, supersedes=first))
    with pytest.raises(IntegrityError), transaction.atomic(), writing():
        twin.save()


def _columns(record, **changes):
    fields = {
        name: getattr(record, name)
        for name in ConsentRecord.Privacy.clear | ConsentRecord.Privacy.sealed
        if name != "id"
    }
    return {**fields, **changes}


def test_what_was_recorded_is_never_changed(world, case):
    record = say_yes(world, case)
    with pytest.raises(AppendOnly), writing():
        record.save()
    with pytest.raises(AppendOnly), writing():
        record.delete()
    with pytest.raises(AppendOnly), writing():
        ConsentRecord.objects.update(answer="no")
    with pytest.raises(AppendOnly), writing():
        ConsentRecord.objects.all().delete()
    with pytest.raises(OnlyByAnAction):
        ConsentRecord(**_columns(record)).save()
