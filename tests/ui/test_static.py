import re
from pathlib import Path

import alongside.ui

STATIC = Path(alongside.ui.__file__).parent / "static/ui"
SHEETS = sorted((STATIC.parents[1] / "styles/layer").glob("*.scss"))
SCRIPTS = sorted(STATIC.glob("js/*.js"))


def test_each_script_stands_alone():
    """Static files are renamed with their content; an import would go on naming the old part."""
    assert len(SCRIPTS) >= 6
    imports = {each.name: re.findall(r"^(?:import|export)\b.*", each.read_text(), re.MULTILINE)
               for each in SCRIPTS}  # fmt: skip
    assert imports == {each.name: [] for each in SCRIPTS}


def test_each_part_of_a_page_is_styled_in_one_sheet():
    """Two that use one name spoil each other's pages, unseen by whoever looks at one of them."""
    styled: dict[str, set[str]] = {}
    for sheet in SHEETS:
        for name in re.findall(r"(?<!,\n)^(\.al-[\w-]+) \{", sheet.read_text(), re.MULTILINE):
            styled.setdefault(name, set()).add(sheet.name)
    assert len(styled) > 100
    assert {name: sheets for name, sheets in styled.items() if len(sheets) > 1} == {}


def test_the_sheets_fetch_nothing():
    for sheet in "alongside.css", "alongside.rtl.css":
        text = (STATIC / "built" / sheet).read_text()
        assert len(text) > 10_000
        assert "@import" not in text
        assert re.findall(r"url\((?!\s*[\"']?data:)[^)]*\)", text) == []


def test_the_mirrored_sheet_is_mirrored():
    plain = (STATIC / "built/alongside.css").read_text()
    mirrored = (STATIC / "built/alongside.rtl.css").read_text()
    item = r"\.govuk-date-input__item\{[^}]*margin-(left|right)"
    assert re.search(item, plain)[1] == "right"
    assert re.search(item, mirrored)[1] == "left"
