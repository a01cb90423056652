"""An alleged abuser can never decide for her: not offered, and refused when named."""

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.casework import actions, deciders, queries
from alongside.casework.contents import Relation
from alongside.consent import actions as consent, files, queries as consents
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, Decider, Purpose, YesNoUnknown
from alongside.consent.models import ConsentRecord
from alongside.consent.parties import Recipient
from alongside.organisations.enums import Role, TeamKind
from alongside.vault.models import SealedDocument
from tests.casework.factories import NOW, fresh
from tests.casework.pages import filled, read
from tests.organisations.factories import make_person

REFUSED = (
    "Somebody of this name stands among the people around her as one who may be involved in harm, "
    "and can never decide for her. Nothing was recorded. If it is somebody else, write the full "
    "names of both."
)


class TestNames:
    @pytest.mark.parametrize(
        ("name", "other", "alike"),
        [
            ("Karim Uddin", "Karim Uddin", True),
            ("karim  uddin", "Karim Uddin", True),
            ("Uddin, Karim", "Karim Uddin", True),
            ("Karim", "Karim Uddin", True),
            ("Karim Uddin Ahmed", "Karim Uddin", True),
            ("Karím Uddin", "Karim Uddin", True),
            ("করিম", "Karim Uddin", True),
            ("Karim Hossain", "Karim Uddin", False),
            ("Rina", "Karim Uddin", False),
            ("", "Karim Uddin", False),
            ("…", "…", False),
        ],
    )
    def test_one_with_all_the_words_of_the_other_may_be_the_same(self, name, other, alike):
        assert deciders.is_alike(name, other) is alike
        assert deciders.is_alike(other, name) is alike

    def test_those_who_may_have_harmed_her_are_not_offered(self):
        around = deciders.around(
            [
                Relation(name="Rina Das", harm="no"),
                Relation(name="Karim Uddin", harm="yes"),
                Relation(name="Karim", harm="not_known"),
                Relation(is_to_her="guardian"),
                Relation(name="Salma"),
            ],
            is_whole=True,
        )
        assert around.offered == ("Rina Das", "Salma")
        assert (around.objection("Rina Das"), around.objection("KARIM UDDIN")) == ("", REFUSED)

    def test_who_could_not_be_opened_may_be_anybody(self):
        around = deciders.around([Relation(name="Rina Das")], is_whole=False)
        assert around.offered == ()
        assert around.objection("Rina Das").startswith("Who is around her could not be opened")


@pytest.fixture
def known(world, case_id):
    """Write down her sister, and an uncle who may be involved in harm."""
    for relation in (
        Relation(name="Rina Das", is_to_her="sister", harm="no"),
        Relation(name="Karim Uddin", is_to_her="aunt_uncle", harm="yes"),
    ):
        actions.save_relation(
            case_id=case_id, relation=relation, actor=world.caseworker.actor, now=NOW
        )


def decide(world, case_id, name, decider=Decider.GUARDIAN, answer=Answer.YES):
    actor = world.caseworker.actor
    case = files.find(actor=actor, case_id=case_id, now=NOW).case
    return consent.record_agreement(
        case=case,
        purpose=Purpose.STATISTICS,
        recipient=Recipient.figures(case.organisation_id),
        compartments=("coded",),
        answer=answer,
        conversation=Conversation(
            decided_by=decider, decider_name=name, decider_hurt_her=YesNoUnknown.NO
        ),
        actor=actor,
        now=NOW,
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("known")
class TestTheAction:
    @pytest.mark.parametrize("name", ["Karim Uddin", "KARIM", "করিম", " Uddin Karim "])
    @pytest.mark.parametrize(
        "decider", [Decider.GUARDIAN, Decider.APPOINTED, Decider.WITH_SUPPORT, None]
    )
    @pytest.mark.parametrize("answer", [Answer.YES, Answer.NO])
    def test_it_refuses_whoever_may_have_harmed_her(self, world, case_id, name, decider, answer):
        with pytest.raises(consent.KnownToHarm) as refused:
            decide(world, case_id, name, decider, answer)
        assert isinstance(refused.value, consent.AbuserCannotSign)
        assert (str(refused.value), refused.value.field) == (REFUSED, "decider_name")
        assert ConsentRecord.objects.count() == 0

    def test_somebody_she_trusts_may_decide_with_her_and_is_named(self, world, case_id):
        record = decide(world, case_id, "Rina Das")
        actor = world.caseworker.actor
        case = files.find(actor=actor, case_id=case_id, now=NOW).case
        found = consents.answered(actor=actor, case=case, record_id=record.id, now=NOW)
        assert found.conversation.decider_name == "Rina Das"

    @pytest.mark.parametrize("name", ["", "  "])
    def test_nobody_decides_for_her_without_a_name(self, world, case_id, name):
        with pytest.raises(consent.NobodyNamed) as refused:
            decide(world, case_id, name)
        assert str(refused.value) == "Say who decided, by the full name. Nothing was recorded."
        assert ConsentRecord.objects.count() == 0

    def test_damage_opens_no_way_around_it(self, world, case_id):
        rows = QuerySet(SealedDocument).filter(kind="relation")
        for row in rows.order_by("id"):
            box = bytearray(row.box)
            box[50] ^= 1
            QuerySet(SealedDocument).filter(pk=row.pk).update(box=bytes(box))
        with pytest.raises(consent.KnownToHarm, match="could not be opened"):
            decide(world, case_id, "Rina Das")

    def test_who_may_not_see_them_knows_nobody_and_says_so(self, world, case_id):
        actor = world.caseworker.actor
        case = files.find(actor=actor, case_id=case_id, now=NOW).case
        lawyer = make_person(world.founded, role=Role.LAWYER, team_kinds=[TeamKind.LEGAL])
        consent.record_agreement(
            case=case,
            purpose=Purpose.LEGAL_REPRESENTATION,
            recipient=Recipient.team(world.teams[TeamKind.LEGAL].id),
            compartments=("identity", "story"),
            answer=Answer.YES,
            actor=actor,
            now=NOW,
        )
        found = queries.known_around(actor=fresh(lawyer), case_id=case_id, now=NOW)
        assert (found.people, found.is_whole) == ([], False)
        found = queries.known_around(actor=actor, case_id=case_id, now=NOW)
        assert (len(found.people), found.is_whole) == (2, True)

    def test_looking_at_them_is_journalled(self, world, case_id):
        decide(world, case_id, "Rina Das")
        entry = Entry.objects.get(action="file.people.read")
        assert (entry.object_id, entry.compartment) == (str(case_id), "location")

    def test_where_she_decides_alone_nobody_looks(self, world, case_id):
        decide(world, case_id, "", Decider.HERSELF)
        assert Entry.objects.filter(action="file.people.read").count() == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("known", "clock")
class TestThePage:
    def test_they_are_not_offered_and_refused_beside_the_answer(self, mine, case_id):
        url = reverse("consent:ask", args=[case_id, 1])
        page = mine.get(url)
        html = page.content.decode()
        assert '<option value="Rina Das"></option>' in html
        assert "Karim Uddin" not in html
        typed = {
            "answer": "yes",
            "decided_by": "guardian",
            "decider_name": "Karim Uddin",
            "decider_hurt_her": "no",
        }
        response = mine.post(url, filled(page, **typed))
        again = read(response)
        assert response.status_code == 422
        assert again.text.count(REFUSED) == 2
        assert again.form().fields["decider_name"] == ["Karim Uddin"]
        assert ConsentRecord.objects.count() == 0
        named = filled(page, **typed | {"decider_name": "Rina Das"})
        assert mine.post(url, named).status_code == 302
        history = read(mine.get(reverse("consent:history", args=[case_id])))
        assert "A parent or guardian, with her (Rina Das)" in history.text
