"""Which field of HTCDS 2.0 lies in which field of ours."""

from __future__ import annotations

from typing import NamedTuple

from alongside.casework.contents import (
    Arrival,
    Content,
    Episode,
    Goal,
    Identity,
    Onward,
    Origin,
    SafeContact,
    Whereabouts,
)


class Place(NamedTuple):
    """A field of a content; `listed` means ours holds several where the value may be one."""

    content: type[Content]
    field: str
    listed: bool = False


PLACES: dict[str, Place] = {
    "org_Name": Place(Origin, "organisation"),
    "org_ShippingCity": Place(Origin, "place"),
    "org_ShippingCountry": Place(Origin, "country"),
    "org_ShippingState": Place(Origin, "state"),
    "org_ShippingStreet": Place(Origin, "street"),
    "org_ShippingPostalCode": Place(Origin, "postal_code"),
    "org_ShippingLongitude": Place(Origin, "longitude"),
    "org_ShippingLatitude": Place(Origin, "latitude"),
    "org_Phone": Place(Origin, "phone"),
    "org_Type": Place(Origin, "organisation_kind"),
    "prs_Salutation": Place(Identity, "salutation"),
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
    "prs_Title": Place(Identity, "position"),
    "prs_Email": Place(SafeContact, "email"),
    "prs_MobilePhone": Place(SafeContact, "number"),
    "prs_HomePhone": Place(SafeContact, "other_numbers", listed=True),
    "prs_MailingStreet": Place(Whereabouts, "street"),
    "prs_MailingCity": Place(Whereabouts, "place"),
    "prs_MailingState": Place(Whereabouts, "state"),
    "prs_MailingPostalCode": Place(Whereabouts, "postal_code"),
    "prs_MailingCountry": Place(Whereabouts, "country"),
    "prs_MailingLongitude": Place(Whereabouts, "longitude"),
    "prs_MailingLatitude": Place(Whereabouts, "latitude"),
    "vic_AgreementToManagePersonalData": Place(Origin, "data_agreement"),
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
    "per_RoleInProcess": Place(Episode, "roles", listed=True),
    "per_RoleDetails": Place(Episode, "role_details"),
    "cas_CaseOwner": Place(Origin, "worker"),
    "cas_ReferringOrganisation": Place(Arrival, "came_from"),
    "cas_IncomingReferralDate": Place(Arrival, "came_on"),
    "cas_ReferringPrimaryCaseWorker": Place(Arrival, "their_worker"),
    "cas_ReasonForIncomingReferral": Place(Arrival, "reason"),
    "cas_IncomingReferralDetails": Place(Arrival, "details"),
    "cas_ReferredOrganisation": Place(Onward, "referred_to"),
    "cas_ReferredPrimaryCaseWorker": Place(Onward, "their_worker"),
    "cas_ReasonForOutgoingReferral": Place(Onward, "reason"),
    "cas_OutgoingReferralDate": Place(Onward, "referred_on"),
    "cas_OutgoingReferralDetails": Place(Onward, "details"),
    "hte_Longitude": Place(Episode, "event_longitude"),
    "hte_Latitude": Place(Episode, "event_latitude"),
    "hte_City": Place(Episode, "event_place"),
    "hte_Country": Place(Episode, "event_country"),
    "hte_State": Place(Episode, "event_state"),
    "hte_Street": Place(Episode, "event_street"),
    "hte_PostalCode": Place(Episode, "event_postal_code"),
    "hte_Date": Place(Episode, "event_on"),
    "hte_Type": Place(Episode, "event_type"),
    "hte_Description": Place(Episode, "event_words"),
    "spl_Objectives": Place(Goal, "words"),
    "spl_ActionPlan": Place(Goal, "action_plan"),
    "spl_PlannedEndDate": Place(Goal, "planned_end"),
    "spl_ActualEndDate": Place(Goal, "ended"),
    "spl_Type": Place(Goal, "support_type"),
    "con_Consent": Place(Origin, "consent"),
}
LANGUAGES = frozenset({"prs_PrimaryLanguage", "prs_SecondaryLanguage"})
# One name of ours is three of the standard's, in this order.
NAMES = ("prs_FirstName", "prs_MiddleName", "prs_SecondName")
STATUS = "cas_Status"
CLOSING_WORDS = "cas_ReasonForCaseClosure"
COMMENT = "cco_CaseComment"
ACTIONS = "spl_ActionPlan"
CONSENT = "con_Consent"
AGREEMENT = "vic_AgreementToManagePersonalData"
OWNER = "cas_CaseOwner"
ORGANISATION = "org_Name"
# What stands in more than one field of ours; with `PLACES` all 83.
ELSEWHERE = (*NAMES, STATUS, CLOSING_WORDS, COMMENT)
# What a row may write; of episodes and goals the one that was left alone longest.
CONTENTS: tuple[type[Content], ...] = (
    Identity,
    SafeContact,
    Whereabouts,
    Episode,
    Goal,
    Arrival,
    Origin,
    Onward,
)
