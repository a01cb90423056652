"""What `alongside doctor` says of parts of the system it did not find."""

import pytest

from alongside.casework.copying import pdf
from alongside.cli import checks


@pytest.mark.parametrize(
    ("libraries", "letters", "advice"),
    [
        (("libpango-1.0-0", "libx"), (), "on Debian, sudo apt-get install libpango-1.0-0 libx"),
        ((), ("bn",), "on Debian, sudo apt-get install fonts-noto-core"),
        (("weasyprint",), (), "install the packages Alongside needs anew"),
    ],
)
def test_doctor_says_which_packages_a_pdf_needs(monkeypatch, libraries, letters, advice):
    monkeypatch.setattr(pdf, "missing", lambda: libraries)
    monkeypatch.setattr(pdf, "missing_letters", lambda: letters)
    assert checks.copies().advice == f"To have it: {advice}. Then start the node again."


def test_doctor_is_content_where_a_pdf_can_be_made(monkeypatch):
    monkeypatch.setattr(pdf, "missing", tuple)
    monkeypatch.setattr(pdf, "missing_letters", tuple)
    assert checks.copies().ok
