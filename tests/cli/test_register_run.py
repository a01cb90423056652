"""A register from the terminal, with real keys and in this process."""

import click
import pytest

from alongside.casework.models import Case
from alongside.cli import register_run
from tests.organisations.factories import make_world

pytestmark = pytest.mark.django_db

ROWS = "File no.;First Name;Birthdate\n7;Mira;03/04/1990\n8;Rani;05/06/2091\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def prepare(file, **changes):
    options = {"actor": make_world().caseworker.actor, "match_column": "", "dates": "day-first"}
    return register_run.prepare(file=file, **(options | changes))


def test_looking_saves_nothing_and_saving_saves_what_was_shown(file):
    run = prepare(file)

    assert (run.report.created, run.report.refused) == (1, 1)
    assert Case.objects.count() == 0
    done = register_run.save(run)
    assert (done.created, done.refused, Case.objects.count()) == (1, 1, 1)


def test_the_report_counts_and_says_why_a_row_was_refused(file):
    lines = register_run.report_text(prepare(file).report, dry=True).splitlines()

    assert lines[:2] == [
        "Nothing is saved yet. This would happen:",
        "  1 new, 0 updated, 0 unchanged, 1 refused",
    ]
    assert any("Row 3: " in line and "in the future" in line for line in lines)


def test_dates_that_fit_both_ways_are_asked_about(file):
    with pytest.raises(click.ClickException, match="--dates"):
        prepare(file, dates=None)


def test_a_column_that_is_not_there_is_named(file):
    with pytest.raises(click.ClickException, match="There is no column 'Case ID'"):
        prepare(file, match_column="Case ID")


def test_an_unreadable_file_ends_with_its_sentence(tmp_path):
    path = tmp_path / "register.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")

    with pytest.raises(click.ClickException, match="damaged"):
        prepare(path)
