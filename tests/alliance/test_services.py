"""Services: whose they are, when they were last right, and a shelter that is nowhere."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from alongside.alliance.actions import members, services as actions
from alongside.alliance.errors import ChangedMeanwhile, ShelterSaysWhere
from alongside.alliance.forms.services import ServiceForm
from alongside.alliance.models import Service
from alongside.alliance.queries import services as queries
from alongside.audit.models import Entry
from tests.alliance.factories import (
    make_own,
    make_secretariat,
    make_service,
    member_given,
    service_given,
    shelter_given,
)
from tests.organisations.factories import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=40)
SAYS_WHERE = {"place": "Iași", "area": "Copou", "phone": "+40 1", "whatsapp": "+40 1"}


@pytest.fixture
def service(editor):
    return make_service(editor.actor, make_own(editor.actor))


def deed():
    return Entry.objects.order_by("-seq").values_list("action", flat=True).first()


def test_the_day_is_the_one_where_she_is(editor):
    early = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
    with timezone.override("Asia/Bangkok"):
        member = make_own(editor.actor)
        service = actions.add(
            member_id=member.pk, given=service_given(), actor=editor.actor, now=early
        )
    assert service.confirmed_on == date(2026, 3, 3)


def test_what_is_saved_is_right_on_that_day(editor, service):
    assert service.confirmed_on == NOW.date()
    actions.change(
        service_id=service.pk,
        given=service_given(texts={"name": {"es": "La línea"}}),
        version=1,
        actor=editor.actor,
        now=LATER,
    )
    service.refresh_from_db()
    assert service.name == {"en": "The night line", "es": "La línea"}
    assert (service.confirmed_on, service.version) == (LATER.date(), 2)
    assert deed() == "alliance.service.changed"


def test_confirming_and_withdrawing_and_offering_again(editor, service):
    how = {"service_id": service.pk, "actor": editor.actor}
    for action, confirmed, withdrawn, said in (
        (actions.confirm, LATER.date(), None, "confirmed"),
        (actions.withdraw, LATER.date(), LATER.date(), "withdrawn"),
        (actions.offer_again, LATER.date(), None, "offered"),
    ):
        assert action(**how, now=LATER) == service.member_id
        service.refresh_from_db()
        assert (service.confirmed_on, service.withdrawn_on) == (confirmed, withdrawn)
        assert deed() == f"alliance.service.{said}"


def test_two_who_save_do_not_overwrite_each_other(editor, service):
    actions.confirm(service_id=service.pk, actor=editor.actor, now=LATER)
    with pytest.raises(ChangedMeanwhile):
        actions.change(
            service_id=service.pk, given=service_given(), version=1, actor=editor.actor, now=LATER
        )


def test_anothers_service_is_not_there(other, service):
    make_own(other.coordinator.actor)
    how = {"service_id": service.pk, "actor": other.coordinator.actor}
    for action in (actions.confirm, actions.withdraw, actions.offer_again):
        with pytest.raises(Http404):
            action(**how, now=NOW)
    with pytest.raises(Http404):
        actions.change(given=service_given(), version=1, **how, now=NOW)
    with pytest.raises(Http404):
        make_service(other.coordinator.actor, service.member)
    service.refresh_from_db()
    assert (service.version, service.withdrawn_on) == (1, None)


@pytest.mark.parametrize("field", SAYS_WHERE)
def test_a_shelter_is_nowhere_in_the_form_the_action_and_the_database(editor, service, field):
    where = {field: SAYS_WHERE[field]}
    sent = {"kinds": ["shelter"], "name": "A room", "country": "RO", **where}
    form = ServiceForm(sent, language="en")
    assert list(form.errors) == [field]
    assert ServiceForm(sent | {field: ""}, language="en").is_valid()
    with pytest.raises(ShelterSaysWhere):
        make_service(editor.actor, service.member, shelter_given(**where))
    shelter = make_service(editor.actor, service.member, shelter_given())
    assert shelter.is_shelter is True
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.filter(pk=shelter.pk).update(**where)


def test_colleagues_find_what_is_offered_also_for_members_only(world, other, editor, service):
    make_service(editor.actor, service.member, service_given(is_public=False, country="MD"))
    gone = make_service(editor.actor, service.member, service_given(country="MD"))
    actions.withdraw(service_id=gone.pk, actor=editor.actor, now=NOW)
    reader = other.caseworker.actor
    found = queries.services(actor=reader)
    assert [(one.country, one.is_public) for one in found.rows] == [("MD", False), ("RO", True)]
    for asked, count in (
        ({"situation": "threats"}, 2),
        ({"situation": "home"}, 0),
        ({"kind": "hotline", "language": "ro"}, 2),
        ({"country": "RO"}, 1),
    ):
        assert len(queries.services(actor=reader, **asked).rows) == count


def test_a_list_asks_as_often_for_thirty_services_as_for_three(
    world, other, django_assert_num_queries
):
    make_secretariat(other)
    secretary = other.coordinator.actor
    for total in (3, 30):
        while Service.objects.count() < total:
            member = members.add_without_account(given=member_given(), actor=secretary, now=NOW)
            make_service(secretary, member)
        with django_assert_num_queries(1):
            found = queries.services(actor=world.caseworker.actor)
            assert [one.member.name for one in found.rows] == ["Casa Noua"] * total
