"""Facts for figures: only while she agrees, nameless, three-valued."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from alongside.audit.models import Entry
from alongside.casework import actions, facts
from alongside.casework.contents import Episode, Identity
from alongside.casework.enums import AgeBand
from alongside.casework.models import Case, FactsRow
from alongside.consent import actions as consent
from alongside.consent.enums import Answer, Purpose
from alongside.consent.parties import CaseRef, Recipient
from alongside.core.access import SystemActor
from alongside.core.approximate import ApproximateDate
from alongside.organisations.enums import Role
from tests.casework.factories import LATER, NOW, fresh, make_case, make_world
from tests.organisations.factories import make_person

pytestmark = pytest.mark.django_db

YEAR_LATER = NOW.replace(year=2027, month=12)


@pytest.fixture
def me(world):
    return world.caseworker.actor


def ref(made):
    case = Case.objects.get(pk=made.id)
    return CaseRef(id=case.id, organisation_id=case.organisation_id, team_id=case.team_id)


def say(actor, made, answer=Answer.YES, **more):
    case = ref(made)
    return consent.record_agreement(
        case=case,
        purpose=Purpose.STATISTICS,
        recipient=Recipient.figures(case.organisation_id),
        compartments=("coded",),
        answer=answer,
        actor=actor,
        now=NOW,
        **more,
    )


def counted(actor, now=LATER, **more):
    return facts.opened_files(actor=actor, now=now, **more)


class TestAgreeing:
    def test_no_yes_no_row(self, world, me):
        made = make_case(me, "Mira", Episode(type_of_exploitation=["ForcedLabour"]))
        for answer in (Answer.NO, Answer.NOT_NOW):
            say(me, made, answer)
        assert FactsRow.objects.count() == 0
        assert counted(world.researcher.actor) == []

    def test_a_yes_writes_what_is_counted_and_no_more(self, world, me):
        birth = ApproximateDate.year(1999)
        made = make_case(me, "Mira", Episode(type_of_exploitation=["ForcedLabour"]), birth=birth)
        say(me, made)
        (one,) = counted(world.researcher.actor)
        assert (one.month, one.age_band, one.forms) == (
            date(2026, 3, 1),
            AgeBand.ADULT,
            frozenset({"ForcedLabour"}),
        )
        assert made.reference not in one.token
        assert str(made.id) not in one.token
        assert counted(world.caseworker.actor)[0].token == one.token

    def test_it_follows_what_is_saved(self, world, me):
        made = make_case(me, "Mira")
        say(me, made)
        (one,) = counted(me)
        assert (one.age_band, one.forms) == (AgeBand.NOT_KNOWN, None)
        actions.save_part(
            case_id=made.id,
            content=Identity(called="Mira", age=17, age_on=NOW.date()),
            base_version=1,
            actor=me,
            now=LATER,
        )
        episode = Episode(type_of_exploitation=[])
        actions.save_part(case_id=made.id, content=episode, base_version=None, actor=me, now=LATER)
        (one,) = counted(me)
        assert (one.age_band, one.forms) == (AgeBand.ADOLESCENT, frozenset())

    def test_stopping_takes_her_out_at_once(self, me):
        made = make_case(me, "Mira")
        record = say(me, made)
        consent.withdraw(case=ref(made), record_id=record.id, actor=me, now=LATER)
        assert FactsRow.objects.count() == 0
        episode = Episode(type_of_exploitation=[])
        actions.save_part(case_id=made.id, content=episode, base_version=None, actor=me, now=LATER)
        assert FactsRow.objects.count() == 0

    def test_a_yes_that_is_over_counts_no_more_even_before_it_is_tidied(self, world, me):
        made = make_case(me, "Mira")
        say(me, made, expires_on=date(2026, 3, 3))
        researcher = world.researcher
        assert len(counted(fresh(researcher), now=LATER)) == 1
        assert counted(fresh(researcher), now=LATER.replace(day=4)) == []
        assert FactsRow.objects.count() == 1
        consent.expire_due(actor=SystemActor(reason="expiry"), now=LATER.replace(day=5))
        assert FactsRow.objects.count() == 0


class TestWhoMay:
    def test_roles_that_count_and_no_others(self, world, me):
        say(me, make_case(me, "Mira"))
        for person in (world.researcher, world.coordinator, world.colleague):
            assert len(counted(fresh(person))) == 1
        editor = make_person(world.founded, role=Role.EDITOR, team_kinds=[])
        with pytest.raises(PermissionDenied):
            counted(editor.actor)

    def test_another_organisation_counts_none_of_it(self, me):
        say(me, make_case(me, "Mira"))
        assert counted(make_world().researcher.actor) == []

    def test_it_is_journalled(self, world, me):
        say(me, make_case(me, "Mira"))
        counted(world.researcher.actor)
        entry = Entry.objects.order_by("-seq").first()
        assert (entry.action, entry.compartment) == ("facts.read", "coded")

    def test_only_one_year_where_it_is_asked_for(self, me):
        say(me, make_case(me, "Mira"))
        assert len(counted(me, year=2026)) == 1
        assert counted(me, year=2025) == []

    def test_a_damaged_or_moved_row_is_not_counted(self, me):
        for name in ("Mira", "Lan", "Rina"):
            say(me, make_case(me, name))
        mira, lan, _rina = FactsRow.objects.order_by("id")
        QuerySet(FactsRow).filter(pk=lan.pk).update(box=mira.box)
        assert len(counted(me)) == 2


class TestAgeBands:
    @pytest.mark.parametrize(
        ("identity", "band"),
        [
            ({"birth": ApproximateDate.day(date(2014, 3, 3))}, AgeBand.CHILD),
            ({"birth": ApproximateDate.day(date(2014, 3, 2))}, AgeBand.ADOLESCENT),
            ({"birth": ApproximateDate.month(2008, 1)}, AgeBand.YOUNG),
            ({"birth": ApproximateDate.before("the flood")}, AgeBand.NOT_KNOWN),
            ({"age": 34}, AgeBand.ADULT),
            ({"age": 35}, AgeBand.MIDDLE),
            ({"age": 48, "age_on": date(2023, 5, 1)}, AgeBand.OLDER),
            ({"age": 900}, AgeBand.NOT_KNOWN),
            ({}, AgeBand.NOT_KNOWN),
        ],
    )
    def test_they_are_the_age_when_the_file_was_opened(self, identity, band):
        assert facts.age_band(Identity(**identity), date(2026, 3, 2)) == band

    def test_blank_is_not_none(self):
        assert facts.forms_of([]) is None
        assert facts.forms_of([Episode()]) is None
        assert facts.forms_of([Episode(type_of_exploitation=[])]) == frozenset()
        assert facts.forms_of([Episode(), Episode(type_of_exploitation=["Servitude"])]) == {
            "Servitude"
        }
