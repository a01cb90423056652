"""What the alliance follows: bills, cases and processes, as the node published them."""

import pytest
import time_machine

from tests.website.factories import NOW
from tests.website.media import make_entry, make_tracker

pytestmark = pytest.mark.django_db


def titles(client, tracker, /, **chosen: str) -> list[str]:
    found = client.get(tracker.url, chosen).context["found"]
    return [one.entry.title["en"] for one in found]


@pytest.fixture
def tracker(home):
    with time_machine.travel(NOW, tick=False):
        yield make_tracker(home)


def test_what_is_followed_is_chosen_by_kind_and_state(client, tracker, publish):
    more = (
        make_entry(2, kind="litigation", state="won"),
        make_entry(3, kind="process", state="won"),
    )
    publish(advocacy=[*more, make_entry(1)])
    assert titles(client, tracker) == ["Bill 1", "Bill 2", "Bill 3"]
    assert titles(client, tracker, kind="litigation") == ["Bill 2"]
    assert titles(client, tracker, state="won") == ["Bill 2", "Bill 3"]
    assert titles(client, tracker, kind="process", state="won") == ["Bill 3"]
    assert titles(client, tracker, kind="bill", state="won") == []
    assert titles(client, tracker, kind="<script>", state="x") == ["Bill 1", "Bill 2", "Bill 3"]


def test_what_has_a_date_soon_comes_first_and_past_days_fold(client, tracker, publish):
    days = {
        "far": ("2027-06-01",),
        "soon": ("2020-01-01", "2026-11-21", "2027-03-01"),
        "over": ("2026-11-20",),
        "none": (),
    }
    publish(
        advocacy=[
            make_entry(
                number,
                slug=slug,
                kind="process",
                title={"en": slug},
                dates=[{"on": on, "what": {"en": f"happens {on}"}} for on in dates],
            )
            for number, (slug, dates) in enumerate(days.items())
        ]
    )
    assert titles(client, tracker) == ["soon", "far", "over", "none"]
    listed = client.get(tracker.url).content.decode()
    assert ("Next: 21 November 2026" in listed, "happens 2020-01-01" in listed) == (True, False)
    page = client.get(f"{tracker.url}soon/").content.decode()
    before, fold, folded = page.partition(">What was<")
    assert [day in before for day in days["soon"]] == [False, True, True]
    assert (bool(fold), "happens 2020-01-01" in folded) == (True, True)


def test_a_choice_stays_chosen(client, tracker, publish):
    publish(advocacy=[make_entry(number) for number in range(1, 14)])
    page = client.get(tracker.url, {"kind": "bill", "state": ""}).content.decode()
    assert '<option value="bill" selected>' in page
    assert 'href="?kind=bill&amp;state=&amp;p=2"' in page
    assert titles(client, tracker, kind="bill", p="2") == ["Bill 13"]


def test_nothing_of_a_kind_and_nothing_published_say_so(client, tracker, publish):
    sentence = "Nothing of this kind is followed just now."
    assert sentence in client.get(tracker.url).content.decode()
    publish(advocacy=[make_entry(1)])
    assert sentence in client.get(tracker.url, {"state": "lost"}).content.decode()


def test_an_entry_tells_what_is_asked_and_what_happened(client, tracker, publish):
    entry = make_entry(
        1,
        title={"en": "A <i>bill</i>", "es": "Una ley"},
        led_by="FIDA Kenya",
        state="partly",
        demands={"en": "What was built together is shared.\nShe is heard."},
        happened={"en": "Half of it was heard."},
        link="https://law.example/7",
    )
    publish(advocacy=[entry])
    page = client.get(f"{tracker.url}bill-1/").content.decode()
    for words in (
        "<title>A &lt;i&gt;bill&lt;/i&gt; · Alongside</title>",
        '<li><bdi lang="en">What was built together is shared.</bdi></li>',
        "followed by <bdi>FIDA Kenya</bdi>",
        "Decided in part as we asked",
        "Half of it was heard.",
        "leads to <bdi>law.example</bdi>",
        '<time datetime="2026-11-20">20 November 2026</time> <bdi lang="en">Reading 1',
    ):
        assert words in page, words


def test_what_was_withdrawn_is_gone(client, tracker, publish):
    publish(advocacy=[make_entry(1), make_entry(2)])
    assert client.get(f"{tracker.url}bill-1/").status_code == 200
    publish(advocacy=[make_entry(2)])
    assert titles(client, tracker) == ["Bill 2"]
    assert client.get(f"{tracker.url}bill-1/").status_code == 404
