"""The tables of the site: who writes for it, and its pages."""

from alongside.website.models.advocacy import AdvocacyPage
from alongside.website.models.campaigns import (
    CampaignPage,
    CampaignsPage,
    Handout,
    Material,
    PrintRun,
    Tool,
    ToolkitPage,
)
from alongside.website.models.consents import PictureConsent
from alongside.website.models.downloads import Downloads
from alongside.website.models.editors import Editor
from alongside.website.models.events import EventsPage, EventStory
from alongside.website.models.help import HelpPage
from alongside.website.models.home import HomePage
from alongside.website.models.library import IssuePage, LibraryPage, SeriesPage
from alongside.website.models.members import MembersPage
from alongside.website.models.news import NewsListPage, NewsPage, Signature, StatementPage
from alongside.website.models.newsletter import NewsletterIssue, NewsletterPage
from alongside.website.models.pages import PlainPage, TakePartPage
from alongside.website.models.podcasts import (
    Captions,
    Chapter,
    EpisodePage,
    MediaPage,
    PodcastPage,
    VideoPage,
)
from alongside.website.models.projects import ProgrammePage, ProjectPage, ProjectPhoto
from alongside.website.models.publications import PublicationFile, PublicationPage, PublicationVideo
from alongside.website.models.rights import RightsIndexPage, RightsPage
from alongside.website.models.work import ThemePage, WorkPage

__all__ = [
    "AdvocacyPage",
    "CampaignPage",
    "CampaignsPage",
    "Captions",
    "Chapter",
    "Downloads",
    "Editor",
    "EpisodePage",
    "EventStory",
    "EventsPage",
    "Handout",
    "HelpPage",
    "HomePage",
    "IssuePage",
    "LibraryPage",
    "Material",
    "MediaPage",
    "MembersPage",
    "NewsListPage",
    "NewsPage",
    "NewsletterIssue",
    "NewsletterPage",
    "PictureConsent",
    "PlainPage",
    "PodcastPage",
    "PrintRun",
    "ProgrammePage",
    "ProjectPage",
    "ProjectPhoto",
    "PublicationFile",
    "PublicationPage",
    "PublicationVideo",
    "RightsIndexPage",
    "RightsPage",
    "SeriesPage",
    "Signature",
    "StatementPage",
    "TakePartPage",
    "ThemePage",
    "Tool",
    "ToolkitPage",
    "VideoPage",
    "WorkPage",
]
