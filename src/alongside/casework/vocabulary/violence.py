"""The words of the violence register and of threats to defenders.

Core types, contexts and delay bands hold the codes of the GBVIMS Incident Recorder; where it leaves
a list to whoever uses it (kinds of place, harmful practices, services), the codes are ours. The
words are ours to translate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _, pgettext_lazy

if TYPE_CHECKING:
    from alongside.casework.vocabulary.everyday import Words

CORE_TYPES: Words = {
    "rape": _("Rape"),
    "sexual_assault": _("Sexual assault"),
    "physical_assault": _("Physical assault"),
    "forced_marriage": _("Forced marriage"),
    "denial_of_resources_opportunities_or_services": _(
        "Denial of resources, opportunities or services"
    ),
    "psychological_emotional_abuse": _("Psychological or emotional abuse"),
    "non-gbv": _("Not gender-based violence"),
}
CONTEXTS: Words = {
    "intimate_partner_violence": _("By a partner or former partner"),
    "child_sexual_abuse": _("Sexual abuse of a child"),
    "early_marriage": _("Early marriage"),
    "possible_sexual_exploitation": _("Possibly sexual exploitation"),
    "possible_sexual_slavery": _("Possibly sexual slavery"),
    "harmful_traditional_practice": _("Harmful traditional practice"),
}
DELAY_BANDS: Words = {
    "0-3 days": _("0 to 3 days"),
    "4-5 days": _("4 to 5 days"),
    "6-14 days": _("6 to 14 days"),
    "2 weeks-1 month": _("2 weeks to a month"),
    "more than 1 month": _("More than a month"),
}
AGE_GROUPS: Words = {
    "0-11": _("0–11"),
    "12-17": _("12–17"),
    "18-25": _("18–25"),
    "26-40": _("26–40"),
    "41-60": _("41–60"),
    "61+": _("61 and over"),
}
SEXES: Words = {
    "female": _("Woman or girl"),
    "male": _("Man or boy"),
    "other": _("Neither, or another"),
}
TIMES_OF_DAY: Words = {
    "morning": _("Morning"),
    "afternoon": _("Afternoon"),
    "night": _("Evening or night"),
}
INCIDENT_PLACES: Words = {
    "home": _("Her home"),
    "perpetrators_home": _("The home of whoever did it"),
    "workplace": _("A place of work"),
    "school": _("A school, or the way there"),
    "field": _("A field or a garden"),
    "forest": _("A forest or open land"),
    "street": _("A street or a road"),
    "market": _("A market or a shop"),
    "transport": _("A bus, a train, a taxi"),
    "border": _("A border or a journey"),
    "detention": _("Detention or a police station"),
    "online": _("Phone or internet"),
    "other": _("Another place"),
}
NUMBERS_OF_PERPETRATORS: Words = {
    "1": _("One person"),
    "2": _("Two"),
    "3": _("Three"),
    "4+": _("More than three"),
    "unknown": _("She does not know"),
}
PERPETRATORS_SEXES: Words = {
    "male": pgettext_lazy("sex of those who did it", "Male"),
    "female": pgettext_lazy("sex of those who did it", "Female"),
    "both": pgettext_lazy("sex of those who did it", "Both"),
}
RELATIONS: Words = {
    "intimate_partner": _("Her partner, or a former one"),
    "caregiver": _("Whoever looks after her"),
    "family": _("Somebody else of her family"),
    "employer": _("Her employer or supervisor"),
    "teacher": _("A teacher or somebody of the school"),
    "schoolmate": _("Somebody who learns with her"),
    "service_provider": _("Somebody who gives a service, or an official"),
    "housemate": _("Somebody who lives in the same house"),
    "neighbour": _("A neighbour or friend of the family"),
    "community_member": _("Somebody else of the place"),
    "other": _("Another relation"),
    "no_relation": _("A stranger"),
    "unknown": _("She does not know"),
}
ABDUCTIONS: Words = {
    "none": _("No"),
    "forced_conscription": _("Yes, forced to join an armed group"),
    "trafficked": _("Yes, trafficked"),
    "other": _("Yes, taken away in another way"),
}
HARMFUL_PRACTICES: Words = {
    "none": _("No"),
    "fgm": _("Cutting of girls or women"),
    "dowry": _("Dowry or bride price"),
    "witchcraft": _("Accused of witchcraft"),
    "menstrual_exclusion": _("Sent out of the house while bleeding"),
    "honour": _("In the name of honour"),
    "other": _("Another one"),
}
DISPLACEMENTS: Words = {
    "resident": _("Lives where she always lived"),
    "migrant": _("Migrant"),
    "returnee": _("Came back from abroad"),
    "idp": _("Displaced inside the country"),
    "refugee": _("Refugee or asking for asylum"),
    "stateless": _("Without any nationality"),
}
DISABILITIES: Words = {
    "none": _("No"),
    "physical": _("Yes, of the body or the senses"),
    "mental": _("Yes, of learning or of the mind"),
    "both": _("Yes, both"),
}
SENDERS: Words = {
    "self": _("She came herself"),
    "family_friend": _("Family or a friend"),
    "community": _("A women's group or somebody of the place"),
    "health": _("A clinic or hospital"),
    "psychosocial": _("A counselling service"),
    "police": _("The police"),
    "legal": _("Legal aid"),
    "safe_house": _("A safe house"),
    "school": _("A school"),
    "livelihood": _("A training or work programme"),
    "other": _("Somebody else"),
}
HELP_STATES: Words = {
    "wanted": _("She wants it"),
    "given": _("We gave it"),
    "referred": _("We referred her"),
    "declined": _("She does not want it"),
}
THREAT_SOURCES: Words = {
    "family": _("Her family or partner"),
    "community": _("People of the place"),
    "perpetrator": _("Somebody she speaks up against"),
    "trafficker": _("A trafficker or broker"),
    "employer": _("An employer or company"),
    "police": _("Police or army"),
    "officials": _("Officials or politicians"),
    "armed_group": _("An armed group"),
    "religious": _("A religious or traditional leader"),
    "online": _("People on the internet"),
    "unknown": _("She does not know"),
}
SERIOUSNESS: Words = {
    "worrying": _("It worries her"),
    "serious": _("It keeps her from her work"),
    "dangerous": _("Her life or freedom is in danger"),
}

GROUPS: dict[str, Words] = {
    "core_types": CORE_TYPES,
    "contexts": CONTEXTS,
    "delay_bands": DELAY_BANDS,
    "age_groups": AGE_GROUPS,
    "sexes": SEXES,
    "times_of_day": TIMES_OF_DAY,
    "incident_places": INCIDENT_PLACES,
    "numbers_of_perpetrators": NUMBERS_OF_PERPETRATORS,
    "perpetrators_sexes": PERPETRATORS_SEXES,
    "relations": RELATIONS,
    "abductions": ABDUCTIONS,
    "harmful_practices": HARMFUL_PRACTICES,
    "displacements": DISPLACEMENTS,
    "disabilities": DISABILITIES,
    "senders": SENDERS,
    "help_states": HELP_STATES,
    "threat_sources": THREAT_SOURCES,
    "seriousness": SERIOUSNESS,
}
