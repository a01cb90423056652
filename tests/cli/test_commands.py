"""The `alongside` command as somebody types it: a process of its own on a folder of its own."""

import re
import sqlite3
import stat
from pathlib import Path

import pytest

pytestmark = pytest.mark.server

PASSWORD = "three rivers meet here"
REGISTER = (
    "File no.,First Name,Birthdate,Type of Exploitation\n1,Mira,1998,Forced Labour\n2,Rani,2091,\n"
)


def init(alongside, **changes):
    answers = {
        "organisation": "Casa Noua",
        "language": "en",
        "country": "RO",
        "place": "Iași",
        "name": "Ileana",
        "sign-in-name": "ileana",
        "password": PASSWORD,
    } | changes
    return alongside.run("init", *(f"--{key}={value}" for key, value in answers.items()))


@pytest.fixture
def home(alongside):
    """A node that was set up, and its folder."""
    done = init(alongside)
    assert done.returncode == 0, done.stderr
    return Path(re.search(r"data are in (\S+)\.", done.stdout).group(1))


def test_init_makes_a_private_folder_and_prints_the_sheets_once(alongside):
    done = init(alongside)

    assert done.returncode == 0, done.stderr
    assert len(re.findall(r"--- Organisation recovery, sheet \d of 3", done.stdout)) == 3
    assert len(re.findall(r"^    (?:[a-z]+ ){19}[a-z]+$", done.stdout, re.MULTILINE)) == 3
    assert PASSWORD not in done.stdout
    folder = Path(re.search(r"data are in (\S+)\.", done.stdout).group(1))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("pepper", "secret-key"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_init_twice_changes_nothing(alongside, home):
    before = (home / "pepper").read_bytes()

    again = init(alongside, organisation="Another")

    assert again.returncode == 1
    assert again.stderr == f"Error: There is a node in {home} already; nothing was changed.\n"
    assert (home / "pepper").read_bytes() == before


def test_a_weak_password_is_refused_with_a_sentence_and_can_be_tried_again(alongside):
    weak = init(alongside, password="password")

    assert weak.returncode == 1
    assert "This password is too short" in weak.stderr
    assert init(alongside).returncode == 0


def test_serving_where_there_is_no_node_says_what_to_do(alongside):
    done = alongside.run("serve", "--port", "1")

    assert done.returncode == 1
    assert "Run `alongside init` first" in done.stderr


def test_doctor_is_content_with_a_new_node(alongside, home):
    done = alongside.run("doctor")

    assert "BAD" not in done.stdout, done.stdout
    assert done.returncode == 0
    assert "ok   pepper: The pepper file is there and whole." in done.stdout.splitlines()


def test_doctor_says_what_to_do_about_a_lost_pepper(alongside, home):
    (home / "pepper").unlink()

    done = alongside.run("doctor")

    assert done.returncode == 1
    assert f"The pepper file {home}/pepper is not there." in done.stdout
    assert "printed recovery codes" in done.stdout


def test_doctor_notices_a_folder_that_others_may_read(alongside, home):
    home.chmod(0o755)

    done = alongside.run("doctor")

    assert done.returncode == 1
    assert f"Run: chmod 700 {home}" in done.stdout


def test_the_journal_is_verified_and_a_changed_entry_named(alongside, home):
    database = home / "alongside.sqlite3"
    if not database.exists():
        pytest.skip("the entry is changed by hand in the SQLite file")
    well = alongside.run("audit", "verify")
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE audit_entry SET actor = 'nobody' WHERE seq = 1")

    changed = alongside.run("audit", "verify")

    assert (well.returncode, changed.returncode) == (0, 1)
    assert changed.stdout == "Entry 1 is not good: its content was changed.\n"


def register(alongside, home, *options, password=PASSWORD):
    (home / "register.csv").write_text(REGISTER)
    return alongside.run(
        "import", "register", f"{home}/register.csv", "--as", "ileana",
        "--password", password, *options,
    )  # fmt: skip


def test_a_register_is_not_brought_in_with_a_wrong_password(alongside, home):
    done = register(alongside, home, "--yes", password="three rivers meet there")

    assert done.returncode == 1
    assert done.stderr == "Error: The sign-in name or the password is not right.\n"


def test_a_coordinator_needs_her_second_factor_on_the_terminal_too(alongside, home):
    done = register(alongside, home, "--yes")

    assert done.returncode == 1
    assert done.stderr == "Error: Set up your second factor in the browser first.\n"


def test_opening_an_export_with_a_wrong_passphrase_leaves_nothing(alongside, home):
    (home / "copy.csv.age").write_bytes(b"age-encryption.org/v1\nnot really")

    done = alongside.run("open", f"{home}/copy.csv.age", "--passphrase", "wrong")

    assert done.returncode == 1
    assert "This passphrase does not open it." in done.stderr
    assert not (home / "copy.csv").exists()


def test_whoever_runs_the_machine_names_the_secretariat(alongside, home):
    wrong = alongside.run("secretariat", "Somebody Else")
    assert wrong.returncode == 1
    assert wrong.stderr == (
        "Error: There is no organisation of that name here. There are: Casa Noua\n"
    )
    done = alongside.run("secretariat", "Casa Noua")
    assert done.stdout == "Casa Noua is the secretariat of the alliance.\n"
