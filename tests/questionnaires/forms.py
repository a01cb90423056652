"""A small form that asks for everything a page can carry."""

from alongside.questionnaires.bringing import made_of

EN, BN = "label::English (en)", "label::বাংলা (bn)"


def asked(kind, name, words, **more):
    """Return a row of the sheet of questions."""
    return {"type": kind, "name": name, EN: words, **more}


SURVEY = [
    asked("begin group", "her", "She herself"),
    asked("select_one yes_no", "works", "Does she work?", **{BN: "সে কি কাজ করে?"}),
    asked("text", "where", "Where?", relevant="${works}='yes'", required="yes"),
    asked("date", "born", "Born", constraint=". <= today()"),
    {"type": "calculate", "name": "age", "calculation": "int((today() - ${born}) div 365.25)"},
    asked("note", "told", "She is ${age}", relevant="${born} != ''"),
    asked("date", "began", "When did it begin?", appearance="approximate"),
    {"type": "end group"},
    asked("begin repeat", "child", "Child"),
    asked("text", "called", "What is the child called?"),
    asked("integer", "years", "How old?", constraint=". < 130"),
    asked("select_multiple care or_other", "care", "Who cares for it?"),
    {"type": "end repeat"},
    asked("decimal", "wages", "Wages owed"),
]
CHOICES = [
    {"list_name": "yes_no", "name": "yes", EN: "Yes", BN: "হ্যাঁ"},
    {"list_name": "yes_no", "name": "no", EN: "No", BN: "না"},
    {"list_name": "care", "name": "she", EN: "She"},
    {"list_name": "care", "name": "kin", EN: "Her family"},
]
SETTINGS = [
    {"form_title": "Work and children", "form_id": "work", "default_language": "English (en)"}
]
TABLES = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS}


def small_form():
    """Return it as a questionnaire."""
    return made_of(TABLES)
