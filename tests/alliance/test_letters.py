"""What strangers type: nothing unseen in it, one line where a line is meant, and never too long."""

from uuid import uuid4

import pytest
from pydantic import ValidationError

from alongside.alliance.exchange import LONGEST
from alongside.alliance.letters import Application, Message, Registration, Subscription
from tests.organisations.factories import NOW

TURNED = "Ruth \u202egnp.exe\u202c"


def message(**said):
    return Message(id=uuid4(), written_at=NOW, **{"text": "Hello"} | said)


def test_what_nobody_sees_is_left_out():
    letter = message(name=TURNED, text=f"One\r\ntwo\tthree\x00\x1b[31m {TURNED}\ud800")
    assert letter.name == "Ruth gnp.exe"
    assert letter.text == "One\ntwo\tthree[31m Ruth gnp.exe"


def test_words_of_every_script_stay_as_they_are():
    """Joiners and marks of direction belong to words of Arabic, Persian, Bengali, Hindi, emoji."""
    for words in ("می\u200cخواهم", "ক্\u200dষ", "👩\u200d👧", "\u200fسلام", "é e\u0301"):
        assert message(text=words).text == words


def test_a_line_is_one_line():
    """A name may come to stand in a mail's header."""
    letter = message(name="Ruth\r\nBcc: everybody@example.org\u2028x")
    assert letter.name == "Ruth Bcc: everybody@example.orgx"


@pytest.mark.parametrize(
    "address", ["a@b.org\nBcc: c@d.org", "a@b.org\n", "a b@c.org", "a@b.org,c@d.org", "<a@b.org>"]
)
def test_an_address_adds_nothing_to_a_mail(address):
    with pytest.raises(ValidationError):
        Subscription(id=uuid4(), written_at=NOW, address=address)


def test_the_longest_letters_are_still_read():
    long, short = "\U0001f600" * 5000, "\U0001f600" * 300
    application = Application(
        id=uuid4(), written_at=NOW, name=short, country="MD", about=long, references=long,
        contact=short,
    )  # fmt: skip
    assert len(application.model_dump_json().encode()) < LONGEST - 2048
    with pytest.raises(ValidationError):
        Registration(
            id=uuid4(), written_at=NOW, event=uuid4(), name="Ruth", address="a@b.org",
            needs=("visa",) * 61,
        )  # fmt: skip
