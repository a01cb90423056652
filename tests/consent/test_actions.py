from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Entry
from alongside.consent import actions as consent, queries as consents, signals
from alongside.consent.contents import Conversation, Hearing
from alongside.consent.enums import (
    AgeBand,
    Answer,
    Decider,
    Ended,
    HowGiven,
    Purpose,
    YesNoUnknown,
)
from alongside.consent.errors import NoSuchRecord
from alongside.consent.models import ConsentRecord, Grant
from alongside.consent.parties import Recipient
from alongside.consent.queries.sharing import State
from alongside.core.access import SystemActor
from alongside.organisations.enums import Role
from alongside.vault import ring
from tests.consent.factories import (
    CANARY,
    held_by,
    legal_team,
    make_case,
    make_lawyer,
    say_yes,
)
from tests.organisations.factories import NOW, make_person, make_second_organisation, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alone")]

MACHINE = SystemActor(reason="expiry")


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def case(world):
    return make_case(world)


@pytest.fixture
def lawyer(world):
    return make_lawyer(world)


@pytest.fixture
def heard(alone):
    """Collect the room's news as (signal's name, record id, who acted)."""
    news = []
    receivers = []
    for name in ("consent_given", "consent_withdrawn", "consent_expired"):

        def receive(sender, *, record, actor, _name=name, **_more):
            news.append((_name, record.id, actor.name))

        getattr(signals, name).connect(receive)
        receivers.append((name, receive))
    yield news
    for name, receive in receivers:
        getattr(signals, name).disconnect(receive)


def test_a_yes_is_written_signed_sealed_and_told(world, case, heard):
    record = say_yes(world, case)

    assert record.expires_on == NOW.date() + timedelta(days=90)
    assert CANARY.encode() not in bytes(record.box)
    assert heard == [("consent_given", record.id, str(world.caseworker.user.id))]
    entry = Entry.objects.get(action="consent.answered.yes")
    assert (entry.object_id, entry.others) == (str(case.id), str(record.id))
    [answered] = consents.sharing(actor=world.colleague.actor, case=case, now=NOW).answers
    assert (answered.state, answered.conversation.her_words) == (State.YES, CANARY)
    assert answered.recorded_by == "Sunita Rai"


def test_the_usual_time_depends_on_the_purpose(world, case):
    figures = Recipient.figures(case.organisation_id)
    counted = say_yes(
        world, case, purpose=Purpose.STATISTICS, recipient=figures, compartments=["coded"]
    )
    kept = say_yes(
        world,
        case,
        purpose=Purpose.SERVICE,
        recipient=Recipient.team(case.team_id),
        compartments=[],
    )
    assert (counted.expires_on - NOW.date()).days == 3 * 365
    assert (kept.expires_on - NOW.date()).days == 365


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 3, 1), "Say a day that is still to come."),
        (
            date(2029, 4, 1),
            "Say a day within the next three years; you can ask her again then.",
        ),
    ],
)
def test_a_yes_must_end_on_a_sensible_day(world, case, day, sentence):
    with pytest.raises(consent.NeedsExpiry) as refused:
        say_yes(world, case, expires_on=day)
    assert str(refused.value) == sentence
    assert ConsentRecord.objects.count() == 0


def test_at_majority_it_lapses(world, case, lawyer):
    young = Conversation(age_band=AgeBand.FROM_12, majority_on=date(2026, 3, 10))
    record = say_yes(world, case, conversation=young)
    assert record.expires_on == date(2026, 3, 9)
    assert held_by(lawyer, case) == {"identity", "story"}
    assert consent.expire_due(actor=MACHINE, now=NOW + timedelta(days=8)) == 1
    assert held_by(lawyer, case) == set()


def test_a_majority_that_is_past_changes_nothing(world, case):
    grown = Conversation(majority_on=date(2020, 1, 1))
    assert say_yes(world, case, conversation=grown).expires_on == date(2026, 5, 31)


@pytest.mark.parametrize(
    ("decided_by", "hurt", "allowed"),
    [
        (None, None, True),
        (Decider.HERSELF, None, True),
        (Decider.WITH_SUPPORT, None, True),
        (Decider.GUARDIAN, YesNoUnknown.NO, True),
        (Decider.GUARDIAN, None, False),
        (Decider.GUARDIAN, YesNoUnknown.NOT_KNOWN, False),
        (Decider.GUARDIAN, YesNoUnknown.YES, False),
        (Decider.APPOINTED, None, False),
        (Decider.WITH_SUPPORT, YesNoUnknown.YES, False),
    ],
)
def test_an_alleged_abuser_never_signs(world, case, decided_by, hurt, allowed):
    talk = Conversation(decided_by=decided_by, decider_name="Rina", decider_hurt_her=hurt)
    if allowed:
        say_yes(world, case, conversation=talk)
    else:
        with pytest.raises(consent.AbuserCannotSign):
            say_yes(world, case, conversation=talk)
    assert ConsentRecord.objects.count() == int(allowed)


@pytest.mark.parametrize("decided_by", [Decider.GUARDIAN, Decider.APPOINTED])
def test_nobody_decides_for_her_without_a_name(world, case, decided_by):
    talk = Conversation(decided_by=decided_by, decider_hurt_her=YesNoUnknown.NO)
    with pytest.raises(consent.NobodyNamed):
        say_yes(world, case, conversation=talk)
    assert ConsentRecord.objects.count() == 0


def test_a_conversation_of_before_names_nobody():
    assert Conversation.model_validate({"decided_by": "guardian"}).decider_name == ""


def test_a_photo_or_a_story_is_not_one_yes(world, case):
    question = {"purpose": Purpose.TESTIMONY, "recipient": Recipient.outside(case.id)}
    with pytest.raises(consent.Refused):
        say_yes(world, case, **question)
    say_yes(world, case, **question, answer=Answer.NO)
    assert list(ConsentRecord.objects.values_list("answer", flat=True)) == ["no"]


def test_renewing_replaces_and_keeps_the_keys(world, case, lawyer, heard):
    first = say_yes(world, case)
    second = say_yes(world, case, compartments=["story", "health"])

    assert second.supersedes_id == first.id
    assert held_by(lawyer, case) == {"story", "health"}
    ended = Grant.objects.get(record=first)
    assert (ended.ended_on, ended.ended_why) == (NOW.date(), Ended.REPLACED)
    assert [name for name, *_ in heard] == ["consent_given", "consent_given"]


@pytest.mark.parametrize("answer", [Answer.NO, Answer.NOT_NOW])
def test_anything_else_over_a_yes_ends_it(world, case, lawyer, heard, answer):
    say_yes(world, case)
    no = say_yes(world, case, answer=answer)
    assert no.withdrawn_on == NOW.date()
    assert held_by(lawyer, case) == set()
    assert heard[-1][:2] == ("consent_withdrawn", no.id)


def test_withdrawing_takes_the_keys_at_once(world, case, lawyer, heard):
    yes = say_yes(world, case)
    assert ring.holders(case.id) >= {(legal_team(world).id, "story")}
    stop = consent.withdraw(
        case=case, record_id=yes.id, actor=world.colleague.actor, now=NOW, her_words="Stop"
    )
    assert held_by(lawyer, case) == set()
    assert legal_team(world).id not in {team for team, _label in ring.holders(case.id)}
    assert (stop.answer, stop.withdrawn_on, stop.supersedes_id) == ("no", NOW.date(), yes.id)
    assert heard[-1] == ("consent_withdrawn", stop.id, str(world.colleague.user.id))
    assert Entry.objects.filter(action="consent.withdrawn", object_id=str(case.id)).count() == 1


def test_withdrawing_twice_says_so(world, case):
    yes = say_yes(world, case)
    consent.withdraw(case=case, record_id=yes.id, actor=world.caseworker.actor, now=NOW)
    with pytest.raises(consent.NothingToWithdraw) as refused:
        consent.withdraw(case=case, record_id=yes.id, actor=world.caseworker.actor, now=NOW)
    assert str(refused.value) == "She had already said stop, or it had ended."


def test_stop_reaches_the_newest_answer_to_the_same_question(world, case, lawyer):
    first = say_yes(world, case)
    say_yes(world, case, compartments=["health"])
    consent.withdraw(case=case, record_id=first.id, actor=world.caseworker.actor, now=NOW)
    assert held_by(lawyer, case) == set()


def test_the_lawyer_she_tells_it_to_may_stop_it_too(world, case, lawyer):
    yes = say_yes(world, case)
    stop = consent.withdraw(
        case=case, record_id=yes.id, actor=lawyer.actor, now=NOW, her_words=CANARY
    )
    # Her words lie under a key the lawyer does not hold: the stop counts without them.
    assert bytes(stop.box) == b""
    assert held_by(lawyer, case) == set()
    state = consents.sharing(actor=world.caseworker.actor, case=case, now=NOW).current[0].state
    assert state == State.STOPPED


def test_strangers_record_and_stop_nothing(world, case):
    yes = say_yes(world, case)
    stranger = make_second_organisation(world).caseworker.actor
    researcher = world.researcher.actor
    for actor in (stranger, researcher):
        with pytest.raises(PermissionDenied):
            consent.withdraw(case=case, record_id=yes.id, actor=actor, now=NOW)
        with pytest.raises(PermissionDenied):
            say_yes(world, case, actor=actor)
        with pytest.raises(PermissionDenied):
            consents.sharing(actor=actor, case=case, now=NOW)
    assert Grant.objects.filter(ended_on=None).count() == 1


def test_a_volunteer_of_the_team_stops_but_does_not_record(world, case, lawyer):
    volunteer = make_person(world.founded, role=Role.VOLUNTEER, name="Ioana Pop").actor
    with pytest.raises(PermissionDenied):
        say_yes(world, case, actor=volunteer)
    yes = say_yes(world, case)
    consent.withdraw(case=case, record_id=yes.id, actor=volunteer, now=NOW)
    assert held_by(lawyer, case) == set()


def test_an_answer_of_another_file_is_absent(world, case):
    yes = say_yes(world, make_case(world))
    for record_id in (yes.id, uuid4()):
        with pytest.raises(NoSuchRecord):
            consent.withdraw(case=case, record_id=record_id, actor=world.caseworker.actor, now=NOW)


def test_two_grants_to_one_team_keep_what_either_still_needs(world, case, lawyer):
    one = say_yes(world, case, compartments=["identity", "story"])
    say_yes(world, case, purpose=Purpose.SUPERVISION, compartments=["story", "health"])
    consent.withdraw(case=case, record_id=one.id, actor=world.caseworker.actor, now=NOW)
    assert held_by(lawyer, case) == {"story", "health"}


def test_the_teams_own_keys_are_never_taken(world, case):
    own = Recipient.team(case.team_id)
    yes = say_yes(world, case, purpose=Purpose.SERVICE, recipient=own, compartments=["story"])
    before = held_by(world.colleague, case)
    consent.withdraw(case=case, record_id=yes.id, actor=world.caseworker.actor, now=NOW)
    assert held_by(world.colleague, case) == before
    assert "story" in before


def test_nobody_gives_what_she_cannot_open(world, case):
    ring.revoke(subject=case.id, labels=["health"], team_id=case.team_id)
    with pytest.raises(PermissionDenied) as refused:
        say_yes(world, case, compartments=["health"])
    assert (
        str(refused.value) == "You cannot share a part of the file that you cannot open yourself."
    )
    assert (ConsentRecord.objects.count(), Grant.objects.count()) == (0, 0)


def test_a_team_of_another_organisation_is_no_recipient(world, case):
    foreign = make_second_organisation(world)
    with pytest.raises(consent.Refused) as refused:
        say_yes(world, case, recipient=Recipient.team(foreign.team.id))
    assert str(refused.value) == "There is no such team or organisation here."


def test_expiry_needs_no_keys_and_tells(world, case, lawyer, heard):
    record = say_yes(world, case, expires_on=date(2026, 3, 4))
    say_yes(world, case, purpose=Purpose.SUPERVISION, compartments=["health"])
    assert consent.expire_due(actor=MACHINE, now=NOW + timedelta(days=2)) == 0
    assert consent.expire_due(actor=MACHINE, now=NOW + timedelta(days=3)) == 1
    assert held_by(lawyer, case) == {"health"}
    assert heard[-1] == ("consent_expired", record.id, "system:expiry")
    entry = Entry.objects.get(action="consent.expired")
    assert (entry.actor, entry.object_id) == ("system:expiry", str(case.id))
    assert consent.expire_due(actor=MACHINE, now=NOW + timedelta(days=3)) == 0


def test_what_an_import_said_opens_nothing(world, case, lawyer):
    record = consent.record_imported(
        case=case,
        purpose=Purpose.LEGAL_REPRESENTATION,
        recipient=legal_team(world),
        actor=world.caseworker.actor,
        now=NOW,
        note="consent_to_share: yes",
    )
    assert (record.answer, record.expires_on) == ("imported", None)
    assert held_by(lawyer, case) == set()
    assert Grant.objects.count() == 0


def test_reading_it_back_is_written_down(world, case):
    hearing = Hearing(language="Bangla", her_words=CANARY)
    consent.record_read_back(case=case, hearing=hearing, actor=world.caseworker.actor, now=NOW)
    heard = consents.sharing(actor=world.colleague.actor, case=case, now=NOW).heard
    assert (heard.on, heard.by, heard.hearing) == (NOW.date(), "Sunita Rai", hearing)


def test_sharing_is_journalled_before_it_is_shown_and_costs_the_same_for_more(
    world, case, django_assert_max_num_queries
):
    say_yes(world, case)
    with django_assert_max_num_queries(14) as one:
        consents.sharing(actor=world.caseworker.actor, case=case, now=NOW)
    for days in range(5):
        say_yes(world, case, expires_on=date(2026, 4, 1 + days))
    with django_assert_max_num_queries(14) as many:
        consents.sharing(actor=world.caseworker.actor, case=case, now=NOW)
    assert len(one.captured_queries) == len(many.captured_queries)
    entry = Entry.objects.filter(action="consent.read").latest("seq")
    assert (entry.object_id, entry.basis) == (str(case.id), "keeps the file")


def test_a_conversation_keeps_everything_that_was_said(world, case):
    talk = Conversation(
        decided_by=Decider.HERSELF,
        capacity="clear",
        age_band=AgeBand.ADULT,
        language="bn",
        interpreter="Salma",
        risks_discussed="the clinic might call",
        how_given=HowGiven.THUMBPRINT,
        right_to_stop_explained=True,
        wishes_if_missing="tell my sister",
        her_words=CANARY,
    )
    say_yes(world, case, conversation=talk)
    [answered] = consents.sharing(actor=world.caseworker.actor, case=case, now=NOW).answers
    assert answered.conversation == talk
    assert answered.conversation.onward_sharing is False


def test_a_part_nothing_was_written_in_yet_can_be_opened_too(world, case, lawyer):
    ring.shred(subjects=[case.id])
    ring.create(
        subject=case.id,
        label="casework",
        team_ids=[case.team_id],
        keyring=world.caseworker.actor.keys,
        now=NOW,
    )
    say_yes(world, case, compartments=["health"])
    assert held_by(lawyer, case) == {"health"}
    assert held_by(world.colleague, case) == {"casework", "health"}
