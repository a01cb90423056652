"""What is wrong with an expression is said in a sentence, with its place."""

import pytest

from alongside.questionnaires.xpath import BadExpression, parse
from alongside.questionnaires.xpath.functions import FUNCTIONS, UNSUPPORTED


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("", 1, "The expression ends where a value should follow."),
        ("   ", 4, "The expression ends where a value should follow."),
        ("1 +", 4, "The expression ends where a value should follow."),
        ("1 + )", 5, "“)” stands where a question, a text or a number should."),
        ("/data/a == 1", 10, "“=” stands where a question, a text or a number should."),
        ("/data/a 1", 9, "“1” stands where an operator such as “and” or “=” should."),
        ("/data/a AND 1", 9, "“AND” is written in small letters."),
        ("1)", 2, "“)” stands where an operator such as “and” or “=” should."),
        ("(1 + 2", 1, "The bracket that opens here is not closed: “)” is missing."),
        ("/data/a[1", 8, "The bracket that opens here is not closed: “]” is missing."),
        ("if(1, 2, 3", 3, "The bracket that opens here is not closed: “)” is missing."),
        ("if(1 2 3)", 6, "“2” stands where an operator such as “and” or “=” should."),
        ("if(1,, 3)", 6, "“,” stands where a question, a text or a number should."),
        ("'open", 1, "A text begins here that does not end: the second quotation mark is missing."),
        (". = “yes”", 5, "Quotation marks must be straight, ' or \", not curly."),
        ("${age} > 3", 1, "This ${name} is not the name of a question in the form."),
        ("/data/@id", 7, "“@” is not supported: a form's answers have no attributes."),
        (". ! 3", 3, "“!” stands only before “=”. To turn an answer round write not(…)."),
        ("1 & 2", 3, "“&” means nothing in an expression."),
        ("//age", 1, "“//” looks everywhere. Name the question instead."),
        ("/data//age", 6, "“//” looks everywhere. Name the question instead."),
        ("parent::x", 7, "“::” is not supported. Name the question instead."),
        ("/", 2, "After “/” stands the name of a question."),
        ("/data/", 7, "After “/” stands the name of a question."),
        ("/data/[1]", 7, "After “/” stands the name of a question."),
        ("/data/text()", 7, "text() cannot be a part of a path."),
        ("1 | /data/a", 3, "“|” joins answers, not values."),
        ("zzz(1)", 1, "There is no zzz()."),
        ("1 + IF(1, 2, 3)", 5, "There is no IF(). Perhaps if() is meant?"),
        ("substring('a', 1)", 1, "There is no substring(). Perhaps substr() is meant?"),
        ("pulldata('a', 'b', 'c', 'd')", 1, "pulldata() is not supported."),
        ("area(/data/a)", 1, "area() is not supported."),
        ("distance(/data/a)", 1, "distance() is not supported."),
        ("geofence(/data/a, /data/b)", 1, "geofence() is not supported."),
        ("if(1, 2)", 1, "if() needs at least 3 arguments."),
        ("not()", 1, "not() needs at least 1 argument."),
        ("today(1)", 1, "today() takes at most 0 arguments."),
        ("int(1, 2)", 1, "int() takes at most 1 argument."),
        (
            "count(3)",
            1,
            "count(): It needs answers of the form, such as ${question}, not a text or a number.",
        ),
        (
            "sum(1 + 2)",
            1,
            "sum(): It needs answers of the form, such as ${question}, not a text or a number.",
        ),
        ("instance(/data/a)/root", 1, "instance(): It needs a name in quotation marks."),
        ("instance(3)/root", 1, "instance(): It needs a name in quotation marks."),
        (
            "jr:choice-name('a', /data/a)",
            1,
            "jr:choice-name(): It needs a question in quotation marks, such as '${question}'.",
        ),
        (
            "jr:choice-name('a', '/data/a[1]')",
            1,
            "jr:choice-name(): It needs a question in quotation marks, such as '${question}'.",
        ),
        (
            "indexed-repeat(/data/a[1]/b, /data/a, 1)",
            1,
            "indexed-repeat(): It needs a question or a repeat of the form here.",
        ),
        (
            "indexed-repeat(/data/a/b, /data/a, 1, /data/a)",
            1,
            "The last arguments of indexed-repeat() come in pairs.",
        ),
        (
            "weighted-checklist(1, 2, 3)",
            1,
            "The last arguments of weighted-checklist() come in pairs.",
        ),
        ("digest('a', 'MD5')", 1, "digest(): It knows SHA-256, SHA-384, SHA-512."),
        (
            "regex(., '(a')",
            1,
            "regex(): This pattern cannot be read: missing ): (a.",
        ),
    ],
)
def test_refused(text, place, sentence):
    with pytest.raises(BadExpression) as refused:
        parse(text)
    assert (refused.value.place, str(refused.value)) == (place, sentence)


@pytest.mark.parametrize(
    "text",
    [
        " /data/age\n>\t3 ",
        "/data/age>3",
        "/data/div div/data/mod",
        "and and and",
        "* * *",
        "/data/* = 3",
        "/data/orx:meta/instance-id.x",
        "/data/বয়স = 3",
        "/data/می‌خواهد",
        "'it''s' = \"it's\"",
        ".=..",
        "1div 2",
        "selected (/data/a, 'b')",
        "/data/age -1",
    ],
)
def test_read(text):
    if text.startswith("'it''s"):
        with pytest.raises(BadExpression):
            parse(text)
    else:
        assert parse(text).text == text


def test_every_function_of_the_specification_is_there_or_said_to_be_missing():
    # https://getodk.github.io/xforms-spec/#xpath-functions
    specified = """
        string concat join substr substring-before substring-after translate string-length
        normalize-space contains starts-with ends-with uuid digest pulldata if coalesce once true
        false boolean boolean-from-string not regex checklist weighted-checklist number random int
        sum max min round pow log log10 abs sin cos tan asin acos atan atan2 sqrt exp exp10 pi count
        count-non-empty position instance current randomize today now format-date format-date-time
        date decimal-date-time decimal-time selected selected-at count-selected jr:choice-name
        jr:itext indexed-repeat area distance
    """
    assert {*specified.split()} - set(FUNCTIONS) == {"pulldata", "area", "distance"}
    assert set(FUNCTIONS) - {*specified.split()} == {
        "base64-decode",
        "date-time",
        "last",
        "name",
        "local-name",
        "version",
    }
    assert set(FUNCTIONS) & UNSUPPORTED == set()
