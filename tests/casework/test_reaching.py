"""Whether she may be contacted: what she said herself goes before every plan."""

from datetime import date
from uuid import UUID

import pytest
from django.db.models import QuerySet

from alongside.casework import actions, queries, reaching, vocabulary
from alongside.casework.contents import FollowUp, Note, SafeContact, Service
from alongside.casework.errors import NotSafe
from alongside.casework.models import Task
from alongside.vault.models import SealedDocument
from tests.casework.factories import LATER, NOW, make_case
from tests.casework.pages import file_url, filled, part, read

SOON = date(2026, 3, 6)
NOT_YET = "She has not said yet how it is safe to reach her. Ask her first."
NEVER_CALL = "She said: “Never call”. Choose another way."
SHE_WILL = "She said that she will call us. Wait for her, or ask her for another safe way."
UNCLEAR = "“Phone call” is chosen as safe, and “Never call” is ticked too. Ask her which holds."


def contact(channel="whatsapp", *never, checked=True):
    return SafeContact(channel=channel, never=list(never), checked=checked)


class TestTheRule:
    @pytest.mark.parametrize(
        ("known", "how", "sentence"),
        [
            (None, "call", NOT_YET),
            (None, "meet", NOT_YET),
            (None, "appointment", NOT_YET),
            (None, "she_calls", ""),
            (contact(checked=False), "message", NOT_YET),
            (contact(checked=False), "she_calls", ""),
            (contact(), "call", ""),
            (contact(), "appointment", ""),
            (contact("whatsapp", "call"), "call", NEVER_CALL),
            (contact("whatsapp", "call"), "message", ""),
            (contact("call", "message"), "message", NEVER_CALL.replace("call", "leave a message")),
            (contact("call", "visit"), "visit", NEVER_CALL.replace("call", "come to her home")),
            (contact("call", "visit"), "meet", ""),
            (contact("call", "call"), "visit", UNCLEAR),
            (contact("call", "call"), "she_calls", ""),
            (contact("she_calls"), "call", SHE_WILL),
            (contact("she_calls"), "visit", SHE_WILL),
            (contact("she_calls"), "meet", ""),
        ],
    )
    def test_what_stands_against_a_way(self, known, how, sentence):
        assert reaching.objection(known, how) == sentence

    @pytest.mark.parametrize("channel", [code for code, _word in vocabulary.channels()])
    def test_each_channel_contradicts_its_own_never_alone(self, channel):
        nevers = [code for code, _word in vocabulary.nevers()]
        against = [code for code in nevers if reaching.contradiction(channel, [code])]
        own = {
            "call": "call",
            "whatsapp": "message",
            "sms": "message",
            "other_app": "message",
            "email": "email",
            "visit": "visit",
        }
        assert against == ([own[channel]] if channel in own else [])

    def test_hints_stand_under_the_ways_she_closed(self):
        assert reaching.hints(None) == {}
        assert reaching.hints(contact("whatsapp", "call")) == {"call": NEVER_CALL}

    def test_what_was_done_is_held_against_all_she_never_wants_confirmed_or_not(self):
        never = "She said: “Never call”."
        assert reaching.spoken_of(None) == ({}, {}, frozenset())
        assert reaching.spoken_of(contact("friend", "call")) == (
            {"call": NEVER_CALL},
            {"friend": "This is the way she said is safe.", "call": never},
            {"call"},
        )
        not_yet = contact("friend", "call", checked=False)
        assert reaching.spoken_of(not_yet) == ({}, {"call": never}, {"call"})
        assert reaching.spoken_of(contact("friend", "message")).forbidden == {
            "message",
            "whatsapp",
            "sms",
            "other_app",
        }


@pytest.mark.django_db
class TestPlanning:
    @pytest.fixture
    def me(self, world):
        return world.caseworker.actor

    def asked(self, me, *parts):
        return {"case_id": make_case(me, "Mira", *parts).id, "actor": me, "now": LATER}

    def attempts(self, asked):
        return {
            "follow_up": lambda: actions.plan_follow_up(
                follow_up=FollowUp(planned_on=SOON, how="call"), **asked
            ),
            "appointment": lambda: actions.record_service(
                service=Service(kind="Health", state="planned", planned_on=SOON), **asked
            ),
            "call": lambda: actions.add_note(note=Note(kind="call", text="x"), **asked),
        }

    @pytest.mark.parametrize("attempt", ["follow_up", "appointment", "call"])
    @pytest.mark.parametrize("known", [(), (contact(checked=False),)], ids=["none", "unchecked"])
    def test_nothing_is_planned_before_she_said_how(self, me, attempt, known):
        asked = self.asked(me, *known)
        before = SealedDocument.objects.count()
        with pytest.raises(NotSafe, match=NOT_YET):
            self.attempts(asked)[attempt]()
        assert (SealedDocument.objects.count(), Task.objects.count()) == (before, 0)

    @pytest.mark.parametrize("attempt", ["follow_up", "appointment", "call"])
    def test_all_of_it_is_when_she_did(self, me, attempt):
        asked = self.asked(me, contact("call"))
        self.attempts(asked)[attempt]()
        assert queries.story(**asked).entries[0].kind in {"follow_up", "service", "note"}

    def test_a_way_she_closed_is_refused_beside_its_answer(self, me):
        asked = self.asked(me, contact("whatsapp", "call"))
        with pytest.raises(NotSafe, match="Never call") as refused:
            self.attempts(asked)["follow_up"]()
        assert refused.value.field == "how"
        with pytest.raises(NotSafe) as refused:
            self.attempts(asked)["call"]()
        assert refused.value.field == "kind"

    def test_she_may_always_contact_us(self, me):
        asked = self.asked(me)
        actions.plan_follow_up(follow_up=FollowUp(how="she_calls"), **asked)
        actions.add_note(note=Note(kind="she_called", text="She is well"), **asked)
        assert {one.title for one in queries.story(**asked).entries[:2]} == {
            "She will call us",
            "She called us",
        }

    def test_what_does_not_open_is_not_safe(self, me):
        asked = self.asked(me, contact("call"))
        rows = QuerySet(SealedDocument).filter(kind="safe_contact")
        for row in rows.order_by("id"):
            box = bytearray(row.box)
            box[50] ^= 1
            QuerySet(SealedDocument).filter(pk=row.pk).update(box=bytes(box))
        with pytest.raises(NotSafe):
            self.attempts(asked)["follow_up"]()

    def test_the_next_time_is_asked_too_and_then_nothing_is_recorded(self, me):
        asked = self.asked(me, contact("whatsapp", "call"))
        planned = FollowUp(planned_on=SOON, how="message")
        saved = actions.plan_follow_up(follow_up=planned, **asked)
        came = {
            "document_id": saved.document_id,
            "done_on": LATER.date(),
            "reached": True,
            "outcome": "well",
            "next_on": date(2026, 4, 1),
        }
        with pytest.raises(NotSafe) as refused:
            actions.record_follow_up(**came, next_how="call", **asked)
        assert refused.value.field == "next_how"
        assert [one.done for one in queries.services(**asked).follow_ups] == [False]
        actions.record_follow_up(**came, next_how="message", **asked)
        assert sorted(one.done for one in queries.services(**asked).follow_ups) == [False, True]

    def test_what_was_planned_before_stays_with_a_warning_and_can_be_recorded(self, me):
        asked = self.asked(me)
        # As it was saved before anybody asked for it.
        actions.save_part(content=FollowUp(planned_on=SOON), base_version=None, **asked)
        (shown,) = queries.services(**asked).follow_ups
        assert (shown.done, shown.warning) == (False, NOT_YET)
        actions.record_follow_up(
            document_id=UUID(shown.id),
            done_on=LATER.date(),
            reached=False,
            outcome="",
            **asked,
        )
        (shown,) = queries.services(**asked).follow_ups
        assert (shown.done, shown.warning) == (True, "")

    def test_a_call_written_down_before_stays_one(self, me):
        asked = self.asked(me)
        saved = actions.save_part(content=Note(kind="call", text="x"), base_version=None, **asked)
        where = {"document_id": saved.document_id, "base_version": 1}
        actions.change_note(note=Note(kind="call", text="y"), **where, **asked)
        other = actions.add_note(note=Note(text="z"), **asked)
        with pytest.raises(NotSafe):
            actions.change_note(
                note=Note(kind="call", text="z"),
                document_id=other.document_id,
                base_version=1,
                **asked,
            )


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
class TestThePages:
    def test_a_plan_that_is_not_safe_keeps_what_was_typed_and_shows_the_way_on(
        self, world, mine, case_id
    ):
        url = file_url(case_id, "follow_up")
        assert file_url(case_id, "contact") in read(mine.get(url)).links
        response = mine.post(url, {"how": "call", "text": "About the room"})
        page = read(response)
        assert response.status_code == 422
        assert page.text.count(NOT_YET) == 2
        assert page.form().fields["text"] == ["About the room"]
        assert file_url(case_id, "contact") in page.links
        assert mine.post(url, {"how": "she_calls"}).status_code == 302
        tab = queries.services(actor=world.caseworker.actor, case_id=case_id, now=NOW)
        assert [one.title for one in tab.follow_ups] == ["She will call us"]

    @pytest.mark.parametrize("channel", ["sms", ""])
    @pytest.mark.parametrize("name", ["follow_up", "appointment", "note"])
    def test_the_code_phrase_stands_where_she_is_reached(self, world, mine, case_id, name, channel):
        say(world, case_id, SafeContact(channel=channel, code_phrase="two mangoes", checked=True))
        assert "two mangoes" in read(mine.get(file_url(case_id, name))).text
        assert "two mangoes" in read(mine.get(file_url(case_id, "safety"))).text

    def test_it_stands_on_the_page_of_a_planned_call_and_on_no_list(self, world, mine, case_id):
        say(world, case_id, SafeContact(channel="call", code_phrase="two mangoes", checked=True))
        saved = actions.plan_follow_up(
            case_id=case_id,
            follow_up=FollowUp(planned_on=NOW.date()),
            actor=world.caseworker.actor,
            now=NOW,
        )
        done = file_url(case_id, "follow_up_done", saved.document_id)
        assert "two mangoes" in read(mine.get(done)).text
        shown = [mine.get(url) for url in ("/d/", "/p/", file_url(case_id))]
        assert ["Call her" in read(page).text for page in shown] == [True, True, True]
        assert ["two mangoes" in read(page).text for page in shown] == [False, False, False]

    def test_a_call_that_is_refused_unfolds_the_way_on(self, mine, case_id):
        url = file_url(case_id, "note")
        assert '<details class="govuk-details">' in mine.get(url).content.decode()
        response = mine.post(url, {"kind": "call", "text": "She was well"})
        page = read(response)
        assert response.status_code == 422
        assert '<details class="govuk-details" open>' in response.content.decode()
        assert file_url(case_id, "contact") in page.links
        assert page.form().fields["text"] == ["She was well"]
        assert mine.post(url, {"kind": "she_called", "text": "She was well"}).status_code == 302

    def test_a_contradiction_is_asked_about_and_nothing_is_lost(self, world, mine, case_id):
        typed = {"channel": "call", "never": ["call", "family"], "number": "0171"}
        url = file_url(case_id, "contact")
        response = mine.post(url, typed)
        page = read(response)
        assert response.status_code == 422
        assert page.text.count(UNCLEAR) == 2
        assert page.form().fields["number"] == ["0171"]
        mine.post(url, filled(mine.get(url)) | typed | {"never": ["family"]})
        assert part(world, case_id, "safe_contact").content.never == ["family"]


def say(world, case_id, contact):
    actions.save_part(
        case_id=case_id,
        content=contact,
        base_version=None,
        actor=world.caseworker.actor,
        now=NOW,
    )
