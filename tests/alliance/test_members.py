"""A member writes its own page, the secretariat those of members without an account."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import override

from alongside.alliance.actions import members as actions
from alongside.alliance.errors import ChangedMeanwhile
from alongside.alliance.forms.members import MemberForm, WhichMembersForm
from alongside.alliance.models import Alliance, Member
from alongside.alliance.queries import members as queries
from alongside.audit.models import Entry
from tests.alliance.factories import MACHINE, make_own, make_secretariat, make_service, member_given
from tests.organisations.factories import NOW

pytestmark = pytest.mark.django_db


def deeds():
    return list(Entry.objects.order_by("seq").values_list("action", flat=True))


def test_an_editor_writes_her_organisations_page_once(world, editor):
    member = make_own(editor.actor)
    assert (member.slug, member.organisation_id) == ("casa-noua", world.organisation.pk)
    assert deeds()[-1] == "alliance.member.added"
    with pytest.raises(ChangedMeanwhile):
        make_own(world.coordinator.actor)
    assert Member.objects.count() == 1


def test_a_member_is_hidden_unless_it_says_otherwise():
    assert Member().is_public is False


def test_texts_in_other_languages_stay_and_an_empty_one_goes(editor):
    member = make_own(editor.actor)
    for version, texts in enumerate(({"es": "Nadie camina sola."}, {"en": ""}), start=1):
        actions.change(
            member_id=member.pk,
            given=member_given(texts={"mission": texts}),
            version=version,
            actor=editor.actor,
            now=NOW,
        )
    member.refresh_from_db()
    assert member.mission == {"es": "Nadie camina sola."}
    assert member.does == {"en": "Lawyers."}
    assert deeds()[-1] == "alliance.member.changed"


def test_two_who_save_do_not_overwrite_each_other(world, editor):
    member = make_own(editor.actor)
    first = {"member_id": member.pk, "version": 1, "now": NOW}
    actions.change(given=member_given(town="Cluj"), actor=editor.actor, **first)
    with pytest.raises(ChangedMeanwhile):
        actions.change(given=member_given(town="Sibiu"), actor=world.coordinator.actor, **first)
    member.refresh_from_db()
    assert (member.town, member.version) == ("Cluj", 2)


def test_another_member_is_not_there_to_be_changed(editor, other):
    make_secretariat(other)
    theirs = make_own(other.coordinator.actor, name="Ceva")
    make_own(editor.actor)
    for actor in (editor.actor, other.coordinator.actor):
        mine = queries.own(actor=actor)
        assert queries.to_change(member_id=mine.pk, actor=actor) == mine
    with pytest.raises(Http404):
        queries.to_change(member_id=theirs.pk, actor=editor.actor)


def test_the_secretariat_writes_only_for_members_without_an_account(world, other, editor):
    make_secretariat(other)
    own = make_own(editor.actor)
    secretary = other.coordinator.actor
    added = actions.add_without_account(given=member_given(name="SEPOM"), actor=secretary, now=NOW)
    assert added.organisation_id is None
    assert queries.to_change(member_id=added.pk, actor=secretary) == added
    for member_id, actor in ((own.pk, secretary), (added.pk, editor.actor)):
        with pytest.raises(Http404):
            queries.to_change(member_id=member_id, actor=actor)
    with pytest.raises(PermissionDenied):
        actions.add_without_account(given=member_given(), actor=editor.actor, now=NOW)


def test_who_keeps_files_reads_and_does_not_write(world, editor):
    member = make_own(editor.actor)
    assert queries.member(member_id=member.pk, actor=world.caseworker.actor).may_change is False
    for person in (world.caseworker, world.researcher):
        with pytest.raises(PermissionDenied):
            queries.to_change(member_id=member.pk, actor=person.actor)
        with pytest.raises(PermissionDenied):
            actions.add_own(given=member_given(), actor=person.actor, now=NOW)


def test_there_is_one_secretariat_and_only_the_machine_names_it(world, other):
    make_secretariat(world)
    actions.name_secretariat(organisation_id=other.organisation.pk, actor=MACHINE, now=NOW)
    assert Alliance.objects.get().secretariat_id == other.organisation.pk
    assert deeds()[-1] == "alliance.secretariat.named"
    with pytest.raises(IntegrityError), transaction.atomic():
        Alliance.objects.create(secretariat=world.organisation)


def test_a_name_in_another_script_and_a_name_twice_have_addresses_too(editor, other):
    make_own(editor.actor, name="শক্তি সমূহ")
    first = Member.objects.get()
    assert first.slug == f"member-{first.pk.hex[:8]}"
    make_secretariat(other)
    for _each in range(2):
        actions.add_without_account(
            given=member_given(name="MAP Foundation"), actor=other.coordinator.actor, now=NOW
        )
    second = Member.objects.exclude(slug="map-foundation").exclude(pk=first.pk).get()
    assert second.slug == f"map-foundation-{second.pk.hex[:8]}"


@pytest.mark.parametrize("page", [1, 2])
def test_a_list_asks_as_often_for_thirty_members_as_for_three(
    world, other, page, django_assert_num_queries
):
    make_secretariat(other)
    secretary = other.coordinator.actor

    def add(number):
        member = actions.add_without_account(
            given=member_given(name=f"Group {number:03}"), actor=secretary, now=NOW
        )
        make_service(secretary, member)

    for number in range(3):
        add(number)
    with django_assert_num_queries(1):
        queries.members(actor=world.caseworker.actor, now=NOW, page=page)
    for number in range(3, 60):
        add(number)
    with django_assert_num_queries(1):
        found = queries.members(actor=world.caseworker.actor, now=NOW, page=page)
    names = {1: range(50), 2: range(50, 60)}[page]
    assert [(one.name, one.services_count) for one in found.rows] == [
        (f"Group {number:03}", 1) for number in names
    ]
    assert found.more is (page == 1)


def test_members_are_found_by_country_and_theme(other):
    make_secretariat(other)
    for name, country, themes in (
        ("MAP", "TH", ("work",)),
        ("SEPOM", "TH", ("groups", "work")),
        ("MIST", "FR", ("groups",)),
    ):
        actions.add_without_account(
            given=member_given(name=name, country=country, themes=themes),
            actor=other.coordinator.actor,
            now=NOW,
        )
    actor = other.caseworker.actor
    assert [one.name for one in queries.members(actor=actor, now=NOW, country="TH").rows] == [
        "MAP",
        "SEPOM",
    ]
    assert [one.name for one in queries.members(actor=actor, now=NOW, theme="groups").rows] == [
        "MIST",
        "SEPOM",
    ]
    assert queries.countries(actor=actor) == ["FR", "TH"]


def test_countries_are_asked_for_in_the_language_and_order_of_the_page():
    with override("es"):
        form = WhichMembersForm(None, countries=["TH", "DE", "QQ"])
        assert [name for _code, name in form.fields["country"].choices][1:] == [
            "Alemania",
            "QQ",
            "Tailandia",
        ]
        offered = dict(MemberForm(language="en").fields["country"].choices)
        assert (offered[""], offered["TH"]) == ("—", "Tailandia")
