"""The demonstration's words and names, without building it (the journeys walk through it)."""

import unicodedata
from datetime import UTC, datetime
from random import Random

from alongside.alliance.enums import ServiceKind, Situation, Theme
from alongside.alliance.languages import LANGUAGES
from alongside.casework import reaching, vocabulary
from alongside.casework.violence.questions import IN_ORDER
from alongside.casework.violence.verdict import verdict_on
from alongside.cli.world import (
    alliance,
    contacts,
    members,
    names,
    offers,
    organisations,
    violence,
    words,
)
from alongside.organisations.enums import Role, TeamKind
from alongside.ui.names import country_code

SCRIPTS = {
    "LATIN", "BENGALI", "DEVANAGARI", "THAI", "MYANMAR", "KHMER", "ARABIC", "GREEK",
}  # fmt: skip


def script_of(name):
    return next(unicodedata.name(letter).split()[0] for letter in name if letter.isalpha())


def test_names_come_in_nine_scripts_counting_vietnamese():
    origins = {origin for place in organisations.ORGANISATIONS for origin in place.origins}

    assert {script_of(name) for origin in origins for name in origin.names} == SCRIPTS
    assert names.VIETNAM in origins


def test_every_organisation_has_several_roles_and_ten_to_sixty_people():
    for place in organisations.ORGANISATIONS:
        assert len({member.role for member in place.members}) >= 3
        assert 10 <= place.files <= 60


def test_every_invented_incident_is_one_the_register_takes():
    told_at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    made = [violence.incident(Random(seed), told_at) for seed in range(40)]
    kinds = {verdict_on(one).core_type for one in made}
    assert kinds == set(IN_ORDER)
    assert {one.reported_on for one in made} == {told_at.date()}


def test_roles_teams_and_codes_exist():
    for place in organisations.ORGANISATIONS:
        for member in place.members:
            assert member.role in Role.values
            assert set(member.teams) <= set(TeamKind.values)
    assert {need for need, _words in words.NEEDS} <= {code for code, _word in vocabulary.needs()}
    assert {kind for kind, _words in words.SERVICES} <= {
        code for code, _word in vocabulary.services(None)
    }
    assert {kind for kind, *_rest in words.SUPPORT} <= set(vocabulary.GROUPS["support_kinds"])
    assert {kind for kind, *_rest in words.AROUND} <= set(vocabulary.GROUPS["kinds_of_relation"])
    assert {kind for kind, *_rest in words.APPOINTMENTS} <= set(vocabulary.GROUPS["services"])
    assert {who for _text, who, _words in words.DECISIONS} <= set(vocabulary.GROUPS["whos"])
    assert {place.country for place in organisations.ORGANISATIONS} <= set(words.MONEY)


def test_nobody_is_contacted_otherwise_than_she_said():
    ways = set()
    for seed in range(300):
        contact = contacts.reach(Random(seed), Random(seed + 1))
        how = contacts.how_to_reach(contact)
        assert reaching.contradiction(contact.channel, contact.never) == ""
        assert reaching.objection(contact, how) == ""
        ways.add((contact.checked, how))
    assert ways == {
        (True, "call"),
        (True, "message"),
        (True, "meet"),
        (True, "she_calls"),
        (False, "she_calls"),
    }


def test_nobody_of_a_family_is_spoken_with_where_she_closed_that():
    reached = contacts.contents.SafeContact(never=["family"])
    told = [
        one for seed in range(60) for one in contacts.around(Random(seed), names.VIETNAM, reached)
    ]
    assert {one.contact for one in told if one.is_to_her in contacts.FAMILY} == {"never"}
    assert {one.harm for one in told} == {"yes", "no", "not_known"}


def every_offer():
    found = [one for some in offers.OF_ACCOUNTS.values() for one in some]
    return [*found, *offers.OF_OTHERS.values(), offers.OLD]


def test_every_organisation_with_an_account_is_a_member():
    marks = {place.mark for place in (alliance.SECRETARIAT, *organisations.ORGANISATIONS)}
    assert set(members.WITH_ACCOUNT) == marks
    assert set(offers.OF_ACCOUNTS) == marks - {alliance.SECRETARIAT.mark}
    without = [one.name for one in members.WITHOUT_ACCOUNT]
    assert len(without) == len(set(without)) == 28
    assert set(offers.OF_OTHERS) | {offers.LONG_AGO} <= set(without)


def test_no_number_of_the_alliance_can_be_called_and_no_shelter_says_where():
    for one in every_offer():
        for number in (one.phone, one.whatsapp):
            assert number.rpartition(" 000 ")[2] in {"", "000", "100", "200", "0000"}, number
        assert not (one.is_shelter and one.says_where)
    assert [one.is_public for one in every_offer() if one.is_shelter] == [True, False]


def test_what_is_said_of_members_and_services_has_its_codes():
    said = [*members.WITH_ACCOUNT.values(), *members.WITHOUT_ACCOUNT]
    assert {code for one in said for code in one.themes} == set(Theme.values)
    for one in every_offer():
        assert one.texts["name"]
        assert set(one.kinds) <= set(ServiceKind.values)
        assert set(one.situations) <= set(Situation.values)
    for one in (*said, *every_offer()):
        assert country_code(one.country) == one.country
        assert set(one.languages) <= set(LANGUAGES)
