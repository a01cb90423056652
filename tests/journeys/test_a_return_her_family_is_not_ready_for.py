"""A return that her family is not ready for: two decide, she settles elsewhere, a year of asking.

After the work of Rights Jessore (field notes, section 3), on a phone.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import expect

from alongside.core.dates import months_after
from alongside.ui.dates import long_date
from tests.browsing import axe, fits
from tests.journeys.walking import ON_A_PHONE, meet

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize(
        ("script", "language"),
        [(True, "en"), (False, "en"), (True, "bn")],
        ids=["script", "no script", "in Bengali"],
    ),
]
CALLED = {(True, "en"): "Rokeya", (False, "en"): "Shirin", (True, "bn"): "রোকেয়া"}

# She began three days ago.
BEGAN = timezone.localdate() - timedelta(days=3)


def shuts_nobody_out(walk, script):
    """See that a page fits a phone and is open to all; what looks is a script itself."""
    if script:
        fits(walk.page)
        axe(walk.page)


def her_way(walk, file, script):
    """Open the tab."""
    walk.page.goto(f"{file}way/")
    shuts_nobody_out(walk, script)


def stage(walk, title):
    """Return one stage of her way."""
    return walk.page.locator(
        ".al-timeline > li", has=walk.page.get_by_role("heading", name=walk.said(title))
    )


def begin(walk, file):
    """Begin her way from her plan."""
    walk.page.goto(f"{file}plan/")
    walk.follow("Begin her way")
    walk.type("Who was that?", "A teacher of the next village")
    walk.pick("She got out herself")
    walk.press("Save")
    expect(stage(walk, "Rescue or exit")).to_contain_text(walk.said("She got out herself"))
    expect(stage(walk, "Return, or settling elsewhere")).to_contain_text(
        walk.said("Ask her first where she wants to live. Her wish comes before everything else.")
    )


def ask_her_wish(walk):
    """Nothing is assessed before she was asked."""
    walk.follow("Write down her wish")
    walk.pick("She has not decided")
    walk.type("In her own words", "I want to know first how they speak of me.")
    walk.pick("Yes", under="May we speak with her family?")
    walk.press("Save")


def assess(walk):
    """Assess the return, propose that it is not suitable, and ask Salma to decide."""
    walk.follow("Assess whether she can return to her family")
    walk.sees("I want to know first how they speak of me.")
    walk.type("Whom did they meet?", "Her father and a brother")
    walk.pick("Yes", under="Did relatives have a part in the trafficking?")
    walk.type("Would she be safe there?", "Not while the brother lives there.")
    walk.press("Save")
    walk.pick("Not suitable")
    walk.pick("Salma")
    walk.press("Propose it")
    walk.sees("Your colleague finds it under Today.")


def decide(walk, called):
    """Find it on Today, read it, and agree."""
    walk.page.goto("/d/")
    asked = walk.page.locator("li", has_text=called).get_by_role(
        "link", name=walk.said("Read and decide")
    )
    walk.tap(asked)
    walk.sees("Not while the brother lives there.")
    walk.pick("I agree: so it is decided")
    walk.press("Decide")
    walk.sees("Your decision is written down.")


def settle_elsewhere(walk):
    """Write down the work she found, and that it is not enough yet."""
    expect(stage(walk, "Return, or settling elsewhere")).to_contain_text(
        walk.said(
            "Her way leads to a life elsewhere: work by what she wants and can, training, or a "
            "business of her own."
        )
    )
    stage(walk, "Return, or settling elsewhere").get_by_role(
        "link", name=walk.said("Add work, training or a business")
    ).click()
    walk.pick("A job")
    walk.type("As what, or in what?", "Tailor")
    walk.type("Where?", "A workshop in Khulna")
    fill_day(walk, "since", BEGAN)
    walk.press("Save")
    walk.sees(f"{walk.said('A job')}: Tailor")
    walk.follow("Write down whether it is enough to live on")
    walk.pick("Less than she needs")
    walk.press("Save")
    expect(stage(walk, "Integration")).to_contain_text(walk.said("Less than she needs"))


def fill_day(walk, name, day):
    for part in ("day", "month", "year"):
        walk.page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))


def wind_the_clock(walk, file, script, language):
    """Ask her first; then plan a year of asking, without the day after two years."""
    walk.page.goto(f"{file}clock/")
    walk.follow("Ask her, and write down how")
    walk.pick("She said herself that this is safe")
    walk.press("Save")
    walk.sees("Saved.")
    walk.page.goto(f"{file}clock/")
    walk.sees(
        "She has not agreed to be asked later how she is, or her yes has ended. "
        "Without her yes nothing is planned."
    )
    expect(walk.page.get_by_role("button", name=walk.said("Plan these days"))).to_have_count(0)
    walk.follow("Ask her")
    walk.pick("Yes", under="What did she say?")
    walk.pick("Said it to me")
    walk.press("Save her answer")
    walk.sees("Her answer is written down.")
    walk.page.goto(f"{file}clock/")
    expect(
        walk.page.get_by_label(walk.said("The beginning of her work or training"))
    ).to_be_checked()
    walk.pick("Meet her")
    walk.tap(walk.page.get_by_label(walk.said("After 24 months"), exact=True))
    shuts_nobody_out(walk, script)
    walk.press("Plan these days")
    walk.sees("Planned. Each of these days comes up under Today.")
    with override(language):
        walk.sees(long_date(months_after(BEGAN, 12)))
    expect(walk.page.get_by_text(walk.said("After 24 months"))).to_have_count(0)
    expect(walk.page.get_by_text(walk.said("After 12 months"))).to_have_count(1)


def test_it_ends_in_work_elsewhere_and_a_year_of_asking(walking, script, language):
    asha = walking("asha.jessore", language, java_script_enabled=script, **ON_A_PHONE)
    salma = walking("salma.jessore", language, java_script_enabled=script, **ON_A_PHONE)
    called = CALLED[script, language]
    file = meet(asha, called)
    begin(asha, file)
    ask_her_wish(asha)
    assess(asha)
    expect(stage(asha, "Return, or settling elsewhere")).to_contain_text("Salma")
    decide(salma, called)
    her_way(asha, file, script)
    expect(stage(asha, "Return, or settling elsewhere")).to_contain_text("Salma")
    settle_elsewhere(asha)
    wind_the_clock(asha, file, script, language)
    her_way(asha, file, script)
    for title in ("Identification", "Rescue or exit", "Return, or settling elsewhere"):
        expect(stage(asha, title)).to_contain_text(asha.said("Recorded"))
