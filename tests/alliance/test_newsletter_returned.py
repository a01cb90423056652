"""What mail servers send back, RFC 3464, and addresses out of any text."""

import pytest

from alongside.alliance.enums.newsletter import Bounce
from alongside.alliance.errors import Unreadable
from alongside.alliance.newsletter.returned import addresses_in, read_report


def report(*recipients: tuple[str, str, str]) -> bytes:
    """Return a report that says this of these: address, action, status."""
    blocks = "\n".join(
        f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}\n"
        for address, action, status in recipients
    )
    return (
        "From: mailer-daemon@mx.example.org\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nIt did not arrive.\n"
        "--b\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; mx.example.org\n\n{blocks}\n--b--\n"
    ).encode()


def test_what_failed_for_good_and_what_only_waits():
    found = read_report(
        report(
            ("asha@example.org", "failed", "5.1.1"),
            ("binh@example.org", "failed", "4.4.7"),
            ("chea@example.org", "delayed", "4.2.2"),
            ("dara@example.org", "delivered", "2.0.0"),
            ("not an address", "failed", "5.1.1"),
        )
    )
    assert found == [
        ("asha@example.org", Bounce.HARD),
        ("binh@example.org", Bounce.SOFT),
        ("chea@example.org", Bounce.SOFT),
    ]


def test_a_whole_mailbox_of_reports_and_the_worse_of_two_counts():
    mails = [
        report(("asha@example.org", "delayed", "4.2.2")),
        report(("asha@example.org", "failed", "5.2.1")),
        report(("asha@example.org", "delayed", "4.2.2")),
    ]
    box = b"".join(b"From mailer Mon Mar  2 09:00:00 2026\n" + one + b"\n" for one in mails)
    assert read_report(box) == [("asha@example.org", Bounce.HARD)]


@pytest.mark.parametrize("content", [b"", b"\xff\x00\xfe", b"Subject: x\n\nhello", b"From \n" * 9])
def test_anything_else_is_refused(content):
    with pytest.raises(Unreadable):
        read_report(content)


def test_addresses_out_of_a_text_each_once():
    text = "Undelivered: <asha@example.org>, binh@example.org.\nasha@example.org; x@y, @z.org"
    assert addresses_in(text) == ["asha@example.org", "binh@example.org"]
