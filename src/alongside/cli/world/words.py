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
    ("call", "She called from a shop. She is well and will come on Tuesday."),
    ("visit", "We met at the tea stall. Her sister was there and it was all right to talk."),
    ("meeting", "Spoke with the lawyer together; she asked for two weeks to think."),
    ("she_decided", "She asked to pause the police statement. No pressure to be applied."),
    ("she_decided", "She does not want her father told where she is."),
    ("note", "The course has a place for her from next month."),
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
