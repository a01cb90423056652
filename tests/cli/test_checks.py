"""What `alongside doctor` says of the system around it: what a PDF needs, the virus scanner."""

import pytest

from alongside.cli import checks
from alongside.ui import pdf
from tests.scanner import scanning


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


def test_without_one_it_is_said_and_nothing_is_wrong(settings):
    settings.ALONGSIDE_CLAMD = ""
    found = checks.virus_scanner()
    assert (found.ok, found.sentence) == (
        True,
        "No virus scanner looks at documents; see ALONGSIDE_CLAMD.",
    )


def test_one_that_answers_is_well(settings, tmp_path_factory):
    settings.ALONGSIDE_CLAMD = str(tmp_path_factory.mktemp("s") / "clamd")
    with scanning(settings.ALONGSIDE_CLAMD):
        assert checks.virus_scanner().ok is True


def test_one_that_does_not_answer_is_said_to_stop_documents(settings):
    settings.ALONGSIDE_CLAMD = "/nowhere/clamd.ctl"
    found = checks.virus_scanner()
    assert found.ok is False
    assert "does not answer, so no document is accepted" in found.sentence


def test_one_on_another_machine_is_none(settings):
    settings.ALONGSIDE_CLAMD = "192.0.2.1:3310"
    found = checks.virus_scanner()
    assert found.ok is False
    assert "is no socket of this machine" in found.sentence
