"""What the gallery shows: the people and words of the mock-ups, every one invented."""

from datetime import date

from alongside.ui import dates, forms as ui, icons
from alongside.ui.forms.approximate import ApproximateDateField

TODAY = date(2025, 11, 21)
TODO = [
    ("phone", "Message Mira", "Text only · “about the class”", dates.Due("Today 14:00", "yellow")),
    ("scales", "Mediation file for the court", "Adv. Lamia needs the wage table", TODAY),
    ("calendar", "Sokha – family visit", "Nid asked you to cover", date(2025, 11, 18)),
    ("arrow", "Women’s Health House answered", "They can see Thuy on Tuesday", None),
]
PEOPLE = [
    ("Mira", "AL-0117 · Dhaka → Beirut", "Counselling session 4", "Today, 14:00 · You", False,
     [("Recovery", "blue"), ("Safety plan active", "red")], "Counselling, legal aid"),
    ("“Jasmine” (chosen name)", "AL-0121 · Addis Ababa → Athens", "Agree first plan with her",
     "Tomorrow · You", False, [("First contact", "yellow")], "Documents, housing"),
    ("សុខា Sokha", "AL-0098 · Siem Reap → Rayong", "Family suitability visit",
     "3 days late · Nid", True, [("Return home", "purple")], "Wages claim, travel"),
    ("မိုးမိုး", "AL-0104 · Mae Sot", "Follow-up call, month 6", "Fri 28 Nov · You", False,
     [("Building life", "green")], "Job placement"),
    ("سميرة", "AL-0085 · Sindhupalchok → Kuwait", "Savings group visit", "Mon 1 Dec · Asha",
     False, [("Building life", "green")], "Small enterprise"),
    ("", "AL-0123 · Mae Sot", "Waiting: she will call us", "No date – her choice · You", False,
     [("First contact", "yellow"), ("Do not call", "red")], "Medical"),
]  # fmt: skip
SECTORS = [
    ("Domestic work", 410),
    ("Construction", 265),
    ("Fishing", 190),
    ("Sex work sector", 95),
    ("Marriage", 50),
    ("Other", 0),
]


class AskForm(ui.PlainForm):
    """Every kind of field, in the words of a referral."""

    who = ui.ChoiceField(
        label="Who can help?",
        choices=[("a", "Cedar Legal Clinic, Beirut"), ("b", "Women’s Health House")],
        hints={"a": "Free labour lawyers · answers in about 2 days", "b": "Doctor and counsellor"},
        cards=True,
        error_messages={"required": "Choose who can help."},
    )
    need = ui.LongTextField(
        label="What does she need from them?",
        help_text="Use her words where you can.",
        rows=3,
        error_messages={"required": "Say what she needs."},
    )
    share = ui.MultipleChoiceField(
        label="What did she agree to share?",
        help_text="Nothing is ticked for you. Ask about each one.",
        choices=[("n", "Her chosen name and language"), ("l", "Her name on papers")],
        hints={"l": "Only if the court needs it"},
        error_messages={"required": "Choose what she agreed to share."},
    )
    how = ui.SkippableChoiceField(
        label="How did she say yes?", choices=[("s", "She signed"), ("v", "Voice recording")]
    )
    until = ui.DayField(
        label="Until when?", error_messages={"required": "Say until when she agrees."}
    )
    born = ApproximateDateField(
        label="When was she born?", help_text="To know whether she is a child.", required=False
    )
    language = ui.SelectField(
        label="Language", choices=[("bn", "Bangla"), ("ar", "Arabic")], required=False
    )
    paper = ui.FileField(label="A paper", required=False)
    told = ui.TickField(label="She knows that she can stop", help_text="Services go on either way.")


MISTAKEN = {
    "need": "Help to claim 14 months of unpaid wages.",
    "until_day": "31",
    "until_month": "2",
    "until_year": "2026",
    "born_day": "4",
    "born_words": "after the flood",
}


def context() -> dict[str, object]:
    """Return the names that the gallery's templates use."""
    todo = [
        (icon, title, hint, due if isinstance(due, dates.Due) else dates.due_label(due, TODAY))
        for icon, title, hint, due in TODO
    ]
    return {
        "todo": todo,
        "people": PEOPLE,
        "sectors": SECTORS,
        "icons": sorted(icons.DRAWINGS),
        "form": AskForm(MISTAKEN),
    }
