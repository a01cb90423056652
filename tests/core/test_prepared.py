from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import models
from django.db.models import Subquery

from alongside.core.prepared import Prepared, columns, made
from alongside.organisations.enums import Device
from alongside.organisations.models import Session

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def session(key_hash, minutes):
    at = NOW + timedelta(minutes=minutes)
    return Session.objects.create(key_hash=key_hash, data=b"\0'%s", started_at=at, seen_at=at)


def seen_after(ids, moment):
    rows = Session.objects.filter(id__in=ids, started_at__gt=moment).order_by("started_at")
    return rows.values_list("id", "key_hash", "data", "started_at", "user_id")


AFTER = Prepared(seen_after, models.UUIDField(), models.DateTimeField())


def test_it_finds_what_the_same_query_finds():
    made = [session(f"'{number}%s", number) for number in range(4)]
    ids = [one.id for one in made]
    for some in (ids, ids[:2], ids[:1], [uuid4(), ids[3]], [uuid4()]):
        for moment in (NOW, NOW + timedelta(minutes=2), NOW - timedelta(minutes=1)):
            assert AFTER.rows(some, moment) == list(seen_after(some, moment))
    assert AFTER.rows(ids[1:2], NOW) == [
        (ids[1], "'1%s", b"\0'%s", NOW + timedelta(minutes=1), None)
    ]


def test_a_list_of_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert AFTER.rows([], NOW) == []


def test_the_sql_is_made_once_for_each_length(django_assert_num_queries):
    asked = []

    def counted(ids):
        asked.append(len(ids))
        return Session.objects.filter(id__in=ids).order_by("id").values_list("id")

    prepared = Prepared(counted, models.UUIDField())
    with django_assert_num_queries(4):
        for length in (1, 2, 2, 1):
            assert prepared.rows([uuid4() for _number in range(length)]) == []
    assert asked == [1, 2]


def test_a_value_may_stand_beside_what_never_changes():
    session("phone", 1)
    Session.objects.update(device=Device.PHONE)
    newest = Session.objects.order_by("-started_at").values("key_hash")

    def of_phones(key_hash):
        rows = Session.objects.filter(device=Device.PHONE, key_hash=key_hash).order_by("id")
        return rows.values_list("key_hash", Subquery(newest[:1]))[:1]

    prepared = Prepared(of_phones, models.CharField())
    session("other", 2)
    assert prepared.rows("phone") == [("phone", "other")]
    assert prepared.rows("other") == []
    assert prepared.rows("phone' OR '1'='1") == []


def test_a_row_becomes_what_django_would_have_fetched():
    kept = session("one", 0)
    (row,) = Session.objects.filter(pk=kept.pk).values_list(*columns(Session))
    found = made(Session, row)
    assert found == kept
    assert not found._state.adding
    found.device = Device.PHONE
    found.save()
    assert Session.objects.get().device == Device.PHONE
