"""Which field of HTCDS 2.0 lies in which field of ours."""

from __future__ import annotations

from typing import NamedTuple

from alongside.casework.contents import (
    Arrival,
    Content,
    Episode,
    Identity,
    SafeContact,
    Whereabouts,
)


class Place(NamedTuple):
    """A field of a content; `listed` means ours holds several where the value may be one."""

    content: type[Content]
    field: str
    listed: bool = False


PLACES: dict[str, Place] = {
    "prs_Birthdate": Place(Identity, "birth"),
    "prs_Gender": Place(Identity, "gender"),
    "prs_Deceased": Place(Identity, "deceased"),
    "prs_MaritalStatus": Place(Identity, "marital_status"),
    "prs_NumberOfChildren": Place(Identity, "children"),
    "prs_PrimaryLanguage": Place(Identity, "language"),
    "prs_SecondaryLanguage": Place(Identity, "other_languages", listed=True),
    "prs_HighestLevelOfEducation": Place(Identity, "education"),
    "prs_Citizenship": Place(Identity, "citizenship", listed=True),
    "prs_IdentityNumber": Place(Identity, "identity_number"),
    "prs_Email": Place(SafeContact, "email"),
    "prs_MobilePhone": Place(SafeContact, "number"),
    "prs_HomePhone": Place(SafeContact, "other_numbers", listed=True),
    "prs_MailingStreet": Place(Whereabouts, "street"),
    "prs_MailingCity": Place(Whereabouts, "place"),
    "prs_MailingState": Place(Whereabouts, "state"),
    "prs_MailingPostalCode": Place(Whereabouts, "postal_code"),
    "prs_MailingCountry": Place(Whereabouts, "country"),
    "vic_TraffickingStatus": Place(Episode, "trafficking_status"),
    "vic_TraffickingStatusDecisionMakingOrg": Place(Episode, "status_decided_by"),
    "vic_RelationshipToTrafficker": Place(Episode, "relationship_to_trafficker"),
    "vic_AgeWhenTrafficked": Place(Episode, "age_when_trafficked"),
    "vic_RecruitmentWebsitesAndApps": Place(Episode, "recruitment_websites", listed=True),
    "vic_MethodOfRecruitment": Place(Episode, "method_of_recruitment", listed=True),
    "vic_LocationOfRecruitment": Place(Episode, "location_of_recruitment"),
    "vic_MethodsOfControl": Place(Episode, "methods_of_control", listed=True),
    "vic_TypeOfExploitation": Place(Episode, "type_of_exploitation", listed=True),
    "vic_ForcedLabourIndustry": Place(Episode, "forced_labour_industry", listed=True),
    "vic_TypeOfSexExploitation": Place(Episode, "type_of_sex_exploitation", listed=True),
    "vic_LocationOfExploitation": Place(Episode, "location_of_exploitation"),
    "vic_ExploitationWebsitesAndApps": Place(Episode, "exploitation_websites", listed=True),
    "vic_Vulnerabilities": Place(Episode, "vulnerabilities", listed=True),
    "vic_DetailsOfVulnerabilities": Place(Episode, "vulnerabilities_words"),
    "cas_IncomingReferralDate": Place(Arrival, "came_on"),
    "cas_ReferringOrganisation": Place(Arrival, "came_from"),
    "cas_ReferringPrimaryCaseWorker": Place(Arrival, "their_worker"),
    "cas_ReasonForIncomingReferral": Place(Arrival, "reason"),
    "cas_IncomingReferralDetails": Place(Arrival, "details"),
}
LANGUAGES = frozenset({"prs_PrimaryLanguage", "prs_SecondaryLanguage"})
# One name of ours is three of the standard's, in this order.
NAMES = ("prs_FirstName", "prs_MiddleName", "prs_SecondName")
STATUS = "cas_Status"
CLOSING_WORDS = "cas_ReasonForCaseClosure"
COMMENT = "cco_CaseComment"
CONSENT = "con_Consent"
# The first of each section of the standard that says what happened to somebody.
CONTENTS: tuple[type[Content], ...] = (Identity, SafeContact, Whereabouts, Episode, Arrival)
