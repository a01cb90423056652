"""The picklists of the Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0).

Codes are the standard's, letter by letter; `Unaquainted` is misspelt there and shown right here.
The words are ours to translate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _, pgettext_lazy

if TYPE_CHECKING:
    from alongside.casework.vocabulary.everyday import Words

GENDERS: Words = {
    "Feminine": _("Woman or girl"),
    "Masculine": _("Man or boy"),
    "TransgenderFeminine": _("Trans woman"),
    "TransgenderMasculine": _("Trans man"),
    "NonConforming": _("Neither, or another"),
    "NonSpecifiedUnknown": _("Not said"),
}
MARITAL_STATUSES: Words = {
    "Single": pgettext_lazy("marital status", "Single"),
    "Married": pgettext_lazy("marital status", "Married"),
    "Widowed": pgettext_lazy("marital status", "Widowed"),
    "Divorced": pgettext_lazy("marital status", "Divorced"),
    "Separated": pgettext_lazy("marital status", "Separated"),
    "RegisteredPartnership": _("Registered partnership"),
}
EDUCATIONS: Words = {
    "EarlyChildhoodEducation": _("Before school"),
    "PrimaryEducation": _("Primary school"),
    "LowerSecondaryEducation": _("Lower secondary school"),
    "UpperSecondaryEducation": _("Upper secondary school"),
    "PostSecondaryNonTertiaryEducation": _("Training after school"),
    "ShortCycleTertiaryEducation": _("Short college course"),
    "BachelorsOrEquivalentLevel": _("Bachelor's degree"),
    "MastersOrEquivalentLevel": _("Master's degree"),
    "DoctoralOrEquivalentLevel": _("Doctorate"),
}
TRAFFICKING_STATUSES: Words = {
    "PossibleVictimOfTrafficking": _("Possibly trafficked"),
    "ActualVictimOfTrafficking": _("Trafficked"),
    "NotAVictimOfTrafficking": _("Not trafficked"),
}
STATUS_DECIDED_BY: Words = {
    "Police": _("Police"),
    "NGO": _("An organisation like ours"),
    "CourtOrProsecution": _("Court or prosecution"),
    "NonPoliceGovernmentalOrganization": _("Another authority"),
    "Other": _("Somebody else"),
}
RELATIONSHIPS: Words = {
    "Familial": _("Family"),
    "Acquainted": _("Somebody she knew"),
    "Unaquainted": _("Somebody she did not know"),
}
WEBSITES: Words = {
    "Facebook": _("Facebook"),
    "Instagram": _("Instagram"),
    "WhatsApp": _("WhatsApp"),
    "Telegram": _("Telegram"),
    "FacebookMessenger": _("Facebook Messenger"),
    "Viber": _("Viber"),
    "SnapChat": _("Snapchat"),
    "Line": _("Line"),
    "4Sale": _("4Sale"),
    "WeChat": _("WeChat"),
    "QQ": _("QQ"),
    "QZone": _("QZone"),
    "TikTok": _("TikTok"),
    "Twitter": _("Twitter"),
    "Other": pgettext_lazy("something else", "Other"),
}
RECRUITMENTS: Words = {
    "AtAPlaceOfBusiness": _("At a place of business"),
    "AtAnEducationalInstitution": _("At a school or college"),
    "AtWork": _("At work"),
    "ThroughOnlineSocialNetworks": _("Through online social networks"),
    "ThroughAnOnlineAdvertisement": _("Through an online advertisement"),
    "ThroughATelevisionAdvert": _("Through a television advertisement"),
    "ThroughANewspaperAdvert": _("Through a newspaper advertisement"),
    "ThroughFamilyOrFamilyEvents": _("Through family or family events"),
    "ThroughFriendsOrSocialEvents": _("Through friends or social events"),
    "Other": pgettext_lazy("something else", "Other"),
}
CONTROLS: Words = {
    "PhysicalThreats": _("Threats of violence"),
    "ThreatsLawEnforcement": _("Threats with the police"),
    "ThreatensChildrenFamily": _("Threats against children or family"),
    "DebtBondage": _("Debt bondage"),
    "FalsePromises": _("False promises"),
    "PhysicalAbuse": _("Physical violence"),
    "SexualAbuse": _("Sexual violence"),
    "TakesEarnings": _("Takes what she earns"),
    "RestrictsFinancialAccess": _("Keeps her from her money"),
    "RestrictsMedicalCare": _("Keeps her from a doctor"),
    "WithholdsNecessities": _("Withholds food or other necessities"),
    "PsychologicalAbuse": _("Psychological violence"),
    "PsychoactiveSubstance": _("Drugs or alcohol"),
    "ExcessiveWorkingHours": _("Excessive working hours"),
    "WithholdsDocuments": _("Withholds her papers"),
    "Other": pgettext_lazy("something else", "Other"),
}
EXPLOITATIONS: Words = {
    "ForcedLabour": _("Forced labour"),
    "SexualExploitation": _("Sexual exploitation"),
    "ChildLabour": _("Child labour"),
    "ForcedMarriage": _("Forced marriage"),
    "Servitude": _("Servitude"),
    "ForcedMilitaryByNonStateActors": _("Forced into an armed group"),
    "OrganRemoval": _("Organ removal"),
    "ForcedBegging": _("Forced begging"),
    "ForcedAdoption": _("Forced adoption"),
    "Surrogacy": _("Surrogacy"),
    "Other": pgettext_lazy("something else", "Other"),
}
SEX_EXPLOITATIONS: Words = {
    "Prostitution": _("Prostitution"),
    "Pornography": _("Pornography"),
    "RemoteInteractiveServices": _("In front of a camera"),
    "PrivateSexualServices": _("Private sexual services"),
}
INDUSTRIES: Words = {
    "A_AgricultureForestryAndFishing": _("Agriculture, forestry and fishing"),
    "B_MiningAndQuarrying": _("Mining and quarrying"),
    "C_Manufacturing": _("Manufacturing"),
    "D_ElectricityGasSteamAndAirConditioningSupply": _("Electricity, gas and heating"),
    "E_WaterSupplySewerageWasteManagement": _("Water and waste"),
    "F_Construction": _("Construction"),
    "G_WholesaleAndRetailTradeRepairOfMotorVehicles": _("Trade and repair of vehicles"),
    "H_TransportationAndStorage": _("Transport and storage"),
    "I_AccommodationAndFoodServiceActivities": _("Hotels and restaurants"),
    "J_InformationAndCommunication": _("Information and communication"),
    "K_FinancialAndInsuranceActivities": _("Finance and insurance"),
    "L_RealEstateActivities": _("Real estate"),
    "M_ProfessionalScientificAndTechnicalActivities": _("Professional and technical work"),
    "N_AdministrativeAndSupportServiceActivities": _("Office and support services"),
    "O_PublicAdministrationAndDefence": _("Public administration and defence"),
    "P_Education": _("Education"),
    "Q_HumanHealthAndSocialWorkActivities": _("Health and social work"),
    "R_ArtsEntertainmentAndRecreation": _("Arts, entertainment and recreation"),
    "S_OtherServiceActivities": _("Other services"),
    "T_ActivitiesOfHouseholdsAsEmployers": _("Work in private homes"),
    "U_ActivitiesOfExtraterritorialOrganizations": _("International bodies and embassies"),
}
VULNERABILITIES: Words = {
    "Addiction": _("Addiction"),
    "SocialGroup": _("Belonging to a certain group"),
    "Discrimination": _("Discrimination"),
    "Poverty": _("Poverty"),
    "DisabilityAndPhysicalHealth": _("Disability or physical health"),
    "MentalHealth": _("Mental health"),
    "Migration": _("Migration"),
    "Homelessness": _("No home"),
    "AbuseSocialMedia": _("Abuse through social media"),
    "AbusePhysical": _("Physical abuse"),
    "Education": _("Little schooling"),
    "WorkEnvironment": _("Conditions at work"),
}
REFERRAL_REASONS: Words = {
    "AdditionalServicesRequired": _("More services needed"),
    "MigrationOrChangeOfLocation": _("She moved or moves"),
    "Other": pgettext_lazy("something else", "Other"),
}
ORGANISATION_KINDS: Words = {
    "NGO": _("Non-governmental organisation"),
    "LawEnforcement": _("Police or another law enforcement body"),
    "HealthServiceOrganisation": _("Health service"),
    "CentralGovernmentOrganisation": _("Central government"),
    "LocalGovernmentOrganisation": _("Local government"),
    "ImmigrationService": _("Immigration service"),
    "LegalService": _("Legal service"),
    "CorporateBusiness": _("Company"),
    "SchoolOrCollege": _("School or college"),
}
SUPPORT_TYPES: Words = {
    "Education": _("Education"),
    "Financial": _("Money"),
    "Health": _("Health"),
    "LabourExploitationRehabilitation": _("Recovery from labour exploitation"),
    "Legal": _("Legal help"),
    "Livelihood": _("Livelihood"),
    "RightsBasedTraining": _("Training about rights"),
    "SexualExploitationRehabilitation": _("Recovery from sexual exploitation"),
    "SocialCare": _("Social care"),
}
EVENT_TYPES: Words = {
    "Recruitment": _("Recruitment"),
    "Transit": _("On the way"),
    "Exploitation": _("Exploitation"),
}
ROLES: Words = {
    "TravellingPartner": _("Travelled with her"),
    "Transporter": _("Transported her"),
    "RecruiterOrIntermediary": _("Recruited her or was a go-between"),
    "BrokerTravelAgent": _("Broker or travel agent"),
    "TransferredIndividual": _("Passed her on"),
    "HarbouredIndividual": _("Kept her somewhere"),
    "SoldIndividual": _("Sold her"),
    "BoughtIndividual": _("Bought her"),
    "ReceivedIndividual": _("Received her"),
    "ControlledIndividual": _("Controlled her"),
    "Smuggler": _("Smuggled her"),
    "Abuser": _("Abused her"),
    "Kidnapper": _("Kidnapped her"),
    "Exploiter": _("Exploited her"),
    "Other": pgettext_lazy("something else", "Other"),
}
