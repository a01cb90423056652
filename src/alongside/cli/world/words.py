"""What people of the demonstration say and need; invented, after what the field tells."""

COUNTRIES = {
    "BD": "Bangladesh", "CO": "Colombia", "GR": "Greece", "ID": "Indonesia", "KE": "Kenya",
    "KH": "Cambodia", "MM": "Myanmar", "MY": "Malaysia", "NP": "Nepal", "RO": "Romania",
    "SY": "Syria", "TH": "Thailand", "VN": "Vietnam",
}  # fmt: skip
NEEDS = (
    ("wages", "To get my wages and go home with my own passport."),
    ("safe_place", "A place where he cannot find me."),
    ("talk", "I want to sleep a night through."),
    ("papers", "My papers back, then I can look for work."),
    ("family", "To hear my mother before I decide anything."),
    ("work", "To learn sewing and have a machine of my own."),
    ("doctor", "To see a doctor who is a woman."),
    ("lawyer", "To know what happens if I speak to the police."),
    ("travel", "To go home, but not to my uncle's house."),
    ("work", "To open a small tea stall with my sister."),
)
REACH = (
    ("whatsapp", "Sundays 10:00–13:00, her day off", "about the sewing class", "blue bangles"),
    ("sms", "After nine in the evening", "your library book is ready", "two mangoes"),
    ("call", "Weekdays before noon", "from the tailor's", "yellow door"),
    ("friend", "Through her cousin at the market", "the fabric has come", "rain on Friday"),
    ("she_calls", "She will call us", "", ""),
)
NEVER = ("call", "message", "say_who", "family", "visit")
GOALS = (
    (
        "My wages for the fourteen months",
        ("Write down what was agreed", "Wage table for the lawyer", "First mediation"),
    ),
    (
        "A paper with my own name on it",
        ("Ask for the birth record", "Appointment at the embassy", "Collect it together"),
    ),
    (
        "Work that feeds the two of us",
        ("Choose a course", "Three months of training", "Small grant for the machine"),
    ),
    (
        "Home, when it is safe",
        ("Talk with her mother", "Visit to the family", "Travel dates and escort"),
    ),
)
SERVICES = (
    ("x_counselling", "Counselling session"),
    ("Health", "Visit to the clinic"),
    ("Legal", "Counsel before the statement"),
    ("Livelihood", "Skills training"),
    ("x_travel_home", "Travel money and clothes"),
    ("x_shelter", "A night in the safe house"),
)
NOTES = (
    ("she_called", "She called from a shop. She is well and will come on Tuesday."),
    ("visit", "We met at the tea stall. Her sister was there and it was all right to talk."),
    ("meeting", "Spoke with the lawyer together; she asked for two weeks to think."),
    ("she_decided", "She asked to pause the police statement. No pressure to be applied."),
    ("she_decided", "She does not want her father told where she is."),
    ("note", "The course has a place for her from next month."),
)
# Kind, what it was, the least and the most it cost, who paid.
SUPPORT = (
    ("travel", "Bus there and back, for two", 300, 900, "us"),
    ("lodging", "Two nights before the hearing", 800, 2400, "us"),
    ("clothing", "Warm clothes", 400, 1500, "us"),
    ("phone", "Phone credit for a month", 100, 300, "us"),
    ("documents", "Fee for the birth record", 50, 400, "her"),
    ("food", "Food for the first week", 500, 1200, "us"),
    ("childcare", "Somebody for her son during the course", 300, 700, "other"),
)
MONEY = {
    "BD": "BDT", "CO": "COP", "GR": "EUR", "ID": "IDR", "KE": "KES", "KH": "KHR", "MY": "MYR",
    "NP": "NPR", "RO": "RON", "TH": "THB", "VN": "VND",
}  # fmt: skip
# Who it is, in her words, whether we may speak with them, harm, lives with her, depends on her.
AROUND = (
    ("sister", "We grew up in one bed.", "yes", "no", False, False),
    ("mother", "She waits for news.", "ask", "no", False, False),
    ("child", "She goes to the second class.", "never", "no", True, True),
    ("friend", "From the first factory.", "yes", "not_known", True, False),
    ("aunt_uncle", "He found me the work and took the money.", "never", "yes", False, False),
)
APPOINTMENTS = (
    ("Health", "10:30", "The clinic by the market", "Her sister"),
    ("Legal", "14:00", "The lawyer's office, side door", "One of us"),
    ("x_documents", "09:00", "The registry", "One of us"),
)
DECISIONS = (
    ("Ask the clinic for a woman doctor", "us", ""),
    ("Tell her mother that she is well", "her", ""),
    ("Write to the lawyer about the wages", "other", "The lawyer of the network"),
)
EXPLOITATION = (
    ("ForcedLabour",),
    ("ForcedLabour",),
    ("SexualExploitation",),
    ("SexualExploitation", "ForcedLabour"),
    ("ForcedMarriage",),
    ("Servitude",),
    ("Servitude", "ForcedLabour"),
    ("ForcedBegging",),
)
RECRUITMENT = (
    "AtWork",
    "ThroughOnlineSocialNetworks",
    "ThroughFriendsOrSocialEvents",
    "ThroughFamilyOrFamilyEvents",
)
CONTROL = (
    "WithholdsDocuments",
    "TakesEarnings",
    "DebtBondage",
    "ExcessiveWorkingHours",
    "FalsePromises",
)
