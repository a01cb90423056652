"""How the database finds keys: by whose they are, never by walking through all a team has."""

from uuid import uuid4

import pytest
from django.db import connection

from alongside.vault import ring, teams

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="SQLite plans without knowing how many rows there are, so the plan can be read here",
    ),
]


@pytest.mark.parametrize("subjects", [1, 25, 200])
@pytest.mark.parametrize("team_ids", [1, 3])
def test_a_page_of_keys_is_found_by_whose_they_are(subjects, team_ids):
    wanted, teams_of_hers = [uuid4() for _ in range(subjects)], [uuid4() for _ in range(team_ids)]
    for query in (
        ring._granted(wanted, teams_of_hers),
        ring._granted_of(wanted, teams_of_hers, ["identity"]),
    ):
        plan = query.explain().splitlines()
        assert "vault_key" in plan[0]
        assert "subject=?" in plan[0]
        assert "wrap_epoch" not in "".join(plan)


def test_what_must_be_wrapped_anew_is_found_by_team_and_epoch():
    plan = teams._under_earlier(uuid4(), 7).order_by("id").explain()
    assert "wrap_epoch (team_id=? AND epoch>? AND epoch<?)" in plan
