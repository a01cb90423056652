"""The year's figures, for whoever has to report them."""

import csv
import io

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import ON_A_PHONE

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_figures_of_the_year_take_at_most_four_taps(walking, script):
    walk = walking("corina.refugiu", java_script_enabled=script, **ON_A_PHONE)
    walk.begin()
    walk.follow("Go to the figures")
    expect(walk.page.get_by_role("heading", level=1, name="Figures of")).to_be_visible()
    with walk.page.expect_download() as started:
        walk.follow("Download as CSV")
    assert walk.taps <= 4
    text = started.value.path().read_text("utf-8-sig")
    assert next(csv.reader(io.StringIO(text))) == ["Table", "Category", "People", "As of"]


def test_a_coordinator_gets_there_on_her_phone_too(walking):
    walk = walking("silvia.refugiu", **ON_A_PHONE)
    walk.begin()
    walk.follow("Evidence")
    assert walk.taps <= 4
    expect(walk.page.get_by_role("heading", level=1, name="Figures of")).to_be_visible()
