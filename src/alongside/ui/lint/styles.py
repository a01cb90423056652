"""Styles say start and end, never left and right: one sheet serves both directions."""

from __future__ import annotations

import re

from alongside.ui.lint.findings import Finding, blank, line_of

SIDE = "left|right|top|bottom"
SIZE = "(?:min-|max-)?(?:width|height)"
PROPERTIES = "|".join(
    [
        f"(?:scroll-)?(?:margin|padding)-(?:{SIDE})",
        f"border-(?:{SIDE})(?:-(?:color|style|width))?",
        "border-(?:top|bottom)-(?:left|right)-radius",
        SIDE,
        SIZE,
    ]
)
DECLARED = re.compile(rf"(?<![^\s;{{])(?P<name>{PROPERTIES})\s*:(?!:)")
SIDED = re.compile(r"(?<![\w-])(?:float|clear|text-align)\s*:\s*(?:left|right)\b")
FOUR = re.compile(
    r"(?<![\w-])(?:margin|padding|inset|border-width|border-color)\s*:"
    r"\s*[^\s;]+[ \t]+(?P<right>[^\s;}]+)[ \t]+[^\s;}]+[ \t]+(?P<left>[^\s;}!]+)\s*[;}!]"
)
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)


def physical_css(scss: str) -> list[Finding]:
    """Return declarations that name a physical side or size, or tell left from right by place.

    Media and container queries may speak of width: they are about the screen, not the text.
    """
    code = COMMENT.sub(lambda match: blank(match.group()), scss)
    found = [
        (match.start(), match.group().rstrip(": \n"), "use the logical property")
        for match in DECLARED.finditer(code)
    ]
    found += [(match.start(), match.group(), "use start or end") for match in SIDED.finditer(code)]
    found += [
        (match.start(), match.group().rstrip("; \n}"), "use -inline with start and end")
        for match in FOUR.finditer(code)
        if match["left"] != match["right"]
    ]
    return [Finding(line_of(code, at), words, advice) for at, words, advice in sorted(found)]
