"""Forms are brought, put in use and withdrawn; what was once asked stays."""

import io
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Entry
from alongside.questionnaires import actions, queries
from alongside.questionnaires.enums import Readers, State
from alongside.questionnaires.errors import InUse, NoSuchForm
from alongside.questionnaires.models import Form, FormVersion
from tests.organisations.factories import NOW, make_world
from tests.questionnaires.test_bringing import workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def coordinator(world):
    return world.coordinator.actor


def form(title="How she sleeps", question="Does she sleep?", form_id="sleep"):
    return workbook(
        survey=[["type", "name", "label"], ["text", "a", question]],
        settings=[["form_title", "form_id"], [title, form_id]],
    )


def bring(actor, **said):
    return actions.bring(file=form(**said), actor=actor, now=NOW)[0]


def put_in_use(actor, version_id, readers=Readers.CASEWORK):
    actions.put_in_use(version_id=version_id, readers=readers, actor=actor, now=NOW)


def journalled():
    return list(Entry.objects.order_by("seq").values_list("action", flat=True))


def test_a_form_goes_into_use(coordinator):
    version_id = bring(coordinator)
    assert queries.in_use(actor=coordinator) == []
    put_in_use(coordinator, version_id)
    known = queries.in_use(actor=coordinator)
    assert [(one.title, one.number, one.readers) for one in known] == [
        ("How she sleeps", 1, "casework")
    ]
    assert journalled()[-2:] == ["form.brought", "form.put_in_use"]


def test_a_new_version_takes_the_place_of_the_old_one_which_stays(coordinator):
    first = bring(coordinator)
    put_in_use(coordinator, first, Readers.HEALTH)
    second = bring(coordinator, question="Does she sleep well?")
    # Old and new answers lie under the same key.
    put_in_use(coordinator, second, Readers.CASEWORK)
    states = FormVersion.objects.order_by("number").values_list("number", "state")
    assert list(states) == [(1, State.WITHDRAWN), (2, State.IN_USE)]
    assert Form.objects.get().readers == Readers.HEALTH
    asked = queries.opened(version_id=first, actor=coordinator).ready.questionnaire
    assert [one.label for one in asked.questions()] == [{"": ["Does she sleep?"]}]


def test_a_form_never_used_is_replaced_by_the_next_try_and_can_be_discarded(coordinator):
    bring(coordinator)
    second = bring(coordinator, question="Does she sleep well?")
    assert FormVersion.objects.count() == 1
    actions.discard(version_id=second, actor=coordinator, now=NOW)
    assert (Form.objects.count(), FormVersion.objects.count()) == (0, 0)


def test_a_form_that_was_used_is_withdrawn_and_not_discarded(coordinator):
    version_id = bring(coordinator)
    put_in_use(coordinator, version_id)
    with pytest.raises(InUse):
        actions.discard(version_id=version_id, actor=coordinator, now=NOW)
    actions.withdraw(version_id=version_id, actor=coordinator, now=NOW)
    assert queries.in_use(actor=coordinator) == []
    assert queries.opened(version_id=version_id, actor=coordinator).known.state == State.WITHDRAWN
    put_in_use(coordinator, version_id)
    assert len(queries.in_use(actor=coordinator)) == 1


def test_what_cannot_be_used_is_not_kept(coordinator):
    file = workbook(survey=[["type", "name", "label"], ["moonphase", "a", "A"]])
    version_id, findings = actions.bring(file=file, actor=coordinator, now=NOW)
    assert (version_id, [one.cell for one in findings]) == (None, ["A2"])
    assert FormVersion.objects.count() == 0


def test_what_was_mended_is_remembered(coordinator):
    file = workbook(survey=[["type", "name", "label"], ["text", "a", "A"], ["image", "b", "B"]])
    version_id, findings = actions.bring(file=file, actor=coordinator, now=NOW)
    assert queries.opened(version_id=version_id, actor=coordinator).findings == findings
    assert [one.cell for one in findings] == ["A3"]


class TestWhoMay:
    @pytest.mark.parametrize("role", ["caseworker", "colleague"])
    def test_only_a_coordinator_chooses(self, world, coordinator, role):
        actor = getattr(world, role).actor
        version_id = bring(coordinator)
        for deed in (
            lambda: bring(actor),
            lambda: put_in_use(actor, version_id),
            lambda: actions.withdraw(version_id=version_id, actor=actor, now=NOW),
            lambda: actions.discard(version_id=version_id, actor=actor, now=NOW),
            lambda: actions.use_offered(form_id="first_assessment", actor=actor, now=NOW),
            lambda: queries.library(actor=actor),
        ):
            with pytest.raises(PermissionDenied):
                deed()
        assert FormVersion.objects.get().state == State.BROUGHT

    def test_forms_of_others_are_not_there(self, coordinator):
        theirs = make_world().coordinator.actor
        version_id = bring(coordinator)
        put_in_use(coordinator, version_id)
        assert queries.in_use(actor=theirs) == []
        assert queries.library(actor=theirs).forms == []
        assert queries.known(version_ids=[version_id], actor=theirs) == {}
        for missing in (version_id, uuid4()):
            with pytest.raises(NoSuchForm):
                queries.opened(version_id=missing, actor=theirs)
            with pytest.raises(NoSuchForm):
                actions.withdraw(version_id=missing, actor=theirs, now=NOW)
        assert FormVersion.objects.get().state == State.IN_USE

    def test_two_organisations_may_have_forms_of_one_name(self, coordinator):
        theirs = make_world().coordinator.actor
        for actor in (coordinator, theirs):
            put_in_use(actor, bring(actor))
        assert Form.objects.count() == 2


class TestOffered:
    def test_it_is_there_until_it_is_used(self, coordinator):
        before = [one.form_id for one in queries.library(actor=coordinator).offered]
        actions.use_offered(form_id="health_psychosocial", actor=coordinator, now=NOW)
        library = queries.library(actor=coordinator)
        assert before == [
            "first_assessment",
            "needs_strengths",
            "safety_plan",
            "health_psychosocial",
            "living_alone",
            "her_feedback",
        ]
        assert [one.form_id for one in library.offered] == [
            one for one in before if one != "health_psychosocial"
        ]
        assert [(one.name, one.readers) for one in library.forms] == [
            ("health_psychosocial", "health")
        ]

    def test_one_that_does_not_exist(self, coordinator):
        with pytest.raises(NoSuchForm):
            actions.use_offered(form_id="x", actor=coordinator, now=NOW)


def test_the_file_is_read_from_its_beginning(coordinator):
    held = form()
    held.seek(0, io.SEEK_END)
    assert actions.bring(file=held, actor=coordinator, now=NOW)[0] is not None
