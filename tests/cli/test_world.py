"""The demonstration's words and names, without building it (the journeys walk through it)."""

import unicodedata

from alongside.casework import vocabulary
from alongside.cli.world import names, organisations, words
from alongside.organisations.enums import Role, TeamKind

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


def test_roles_teams_and_codes_exist():
    for place in organisations.ORGANISATIONS:
        for member in place.members:
            assert member.role in Role.values
            assert set(member.teams) <= set(TeamKind.values)
    assert {need for need, _words in words.NEEDS} <= {code for code, _word in vocabulary.needs()}
    assert {kind for kind, _words in words.SERVICES} <= {
        code for code, _word in vocabulary.services(None)
    }
