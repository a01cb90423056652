"""Attack: files that exhaust, deceive or break. Each is refused with its own sentence."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.casework.register.reading import open_register
from alongside.core.spreadsheets import refusals
from alongside.core.spreadsheets.refusals import FormulaCell, TooLarge, UnreadableTable
from tests.casework.register.builders import package, sheet_xml, text_cells
from tests.casework.register.zoo import zoo

pytestmark = pytest.mark.attack

MEGABYTES_ALLOWED = 100
# Only so that a reader which never ends fails here and not in the whole suite.
SECONDS_ALLOWED = 120

READ_ALL = """
import json, resource, sys
from pathlib import Path
from django.conf import settings
settings.configure(USE_I18N=False)
from alongside.casework.register.headings import candidates
from alongside.casework.register.reading import open_register
from alongside.core.spreadsheets.refusals import UnreadableTable
candidates("First Name")

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

before = peak()
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
limit = used + int(sys.argv[2]) * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
for folder in sorted(Path(sys.argv[1]).iterdir()):
    [file] = folder.iterdir()
    try:
        refusal = f"none: {open_register(file)}"
    except UnreadableTable as refused:
        refusal = type(refused).__name__
    print(json.dumps([folder.name, refusal, peak() - before]), flush=True)
"""


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float]]:
    """Read the whole zoo in one process of its own; kind of refusal and memory by what is wrong."""
    folder = tmp_path_factory.mktemp("zoo")
    for name, (filename, content, _) in zoo().items():
        (folder / name).mkdir()
        (folder / name / filename).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, str(folder), str(MEGABYTES_ALLOWED)],
        capture_output=True,
        text=True,
        timeout=SECONDS_ALLOWED,
        check=False,
    )
    assert done.stderr == ""
    lines = map(json.loads, done.stdout.splitlines())
    return {name: (refusal, grown) for name, refusal, grown in lines}


def test_every_file_of_the_zoo_is_refused_for_its_reason(refused):
    expected = {name: refusal for name, (_, _, refusal) in zoo().items()}

    assert {name: refusal for name, (refusal, _) in refused.items()} == expected


def test_the_whole_zoo_stays_under_the_allowed_memory(refused):
    assert len(refused) > 30
    assert {n: mb for n, (_, mb) in refused.items() if mb >= MEGABYTES_ALLOWED} == {}


def test_a_large_stream_is_refused_before_anything_is_read():
    class Large:
        def seekable(self) -> bool:
            return True

        def seek(self, offset: int, whence: int = 0) -> int:
            return 100 * 1024 * 1024

        def read(self, size: int = -1) -> bytes:
            raise AssertionError("was read")

    with pytest.raises(TooLarge):
        open_register(Large(), filename="a.xlsx")


def test_a_stream_that_hides_its_size_is_cut_off(tmp_path: Path):
    class Endless:
        given = 0

        def seekable(self) -> bool:
            return False

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"x" * size

    stream = Endless()
    with pytest.raises(TooLarge):
        open_register(stream, filename="a.csv")
    assert stream.given <= refusals.MAX_BYTES + 2 * 1024 * 1024


def test_a_formula_is_named_by_its_cell():
    person = text_cells("A-1", "Mira") + "<c><f>TODAY()</f><v>45000</v></c>"
    content = package(sheet_xml(text_cells("File no.", "First Name", "Birthdate"), person))

    with pytest.raises(FormulaCell) as refused:
        open_register_bytes(content)

    assert refused.value.cell == "C2"
    assert refused.value.message == (
        "Cell C2 holds a formula. Copy the column, paste it as values only, and try again."
    )


def test_a_refusal_keeps_nothing_of_what_the_file_held():
    canary = "canary-name"
    cells = text_cells("First Name", canary) + f'<c t="s"><v>{canary}</v></c>'
    broken = package(sheet_xml(cells))

    with pytest.raises(UnreadableTable) as refused:
        open_register_bytes(broken)

    assert canary not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def test_every_refusal_says_what_to_do():
    kinds = [kind for kind in vars(refusals).values() if _is_refusal(kind)]
    messages = [kind("C12").message if kind is FormulaCell else kind().message for kind in kinds]

    assert len(set(messages)) == len(messages) == 13
    assert all(message.endswith(".") and len(message) < 160 for message in messages)


def open_register_bytes(content: bytes):
    return open_register(io.BytesIO(content), filename="a.xlsx")


def _is_refusal(kind: object) -> bool:
    return (
        isinstance(kind, type)
        and issubclass(kind, UnreadableTable)
        and (kind is not UnreadableTable)
    )
