"""The questions an organisation may leave out of its forms: none depends on them.

What keeps her safe is always asked, and so is what rules, figures and other answers are made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HIDEABLE: Mapping[str, tuple[str, ...]] = {
    "identity": (
        "pronoun",
        "interpreter",
        "other_languages",
        "papers_name",
        "other_names",
        "gender",
        "citizenship",
        "from_place",
        "from_country",
        "marital_status",
        "children",
        "education",
        "identity_number",
    ),
    "whereabouts": ("street", "state", "postal_code", "country"),
    "episode": (
        "from_place",
        "from_country",
        "to_place",
        "to_country",
        "started",
        "ended",
        "age_when_trafficked",
        "forced_labour_industry",
        "type_of_sex_exploitation",
        "methods_of_control",
        "x_restricts_movement",
        "x_uses_children",
        "x_forced_criminality",
        "vulnerabilities",
        "vulnerabilities_words",
        "method_of_recruitment",
        "location_of_recruitment",
        "recruitment_websites",
        "location_of_exploitation",
        "exploitation_websites",
        "relationship_to_trafficker",
        "x_wages_owed",
        "x_wages_currency",
        "x_wages_months",
        "trafficking_status",
        "status_decided_by",
    ),
    "incident": (
        "time_of_day",
        "perpetrators_sex",
        "perpetrators_age",
        "happened_before",
        "told_before",
        "sent_by",
        "wants_court",
    ),
    "practical_support": ("receipt", "paid_by"),
    "relation": ("age", "lives_with_her", "depends_on_her", "file_reference"),
    "threat": ("was_reported", "reported_to"),
}
EVERY = tuple((kind, name) for kind, names in HIDEABLE.items() for name in names)
