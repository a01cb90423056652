"""Every address of the site, with what stands behind it and what a visitor is told.

An address that is not named here fails the test: a new one needs its line.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.urls import URLPattern, URLResolver, get_resolver

# How long a browser or a cache on the way may keep an answer.
MINUTE = "public, max-age=60, stale-while-revalidate=300"
NEVER = "no-store"
# Where an editor goes before she has set up her second factor.
SETTING_UP = "/cms/account/2fa/totp/activate/"
# Their own fields name them; an editor needs a page of these to come in or to go.
OPEN_TO_ALL = frozenset({"leave", "neutral", "back"})
# Names that answer from this machine, and the one tests ask at.
OWN = frozenset({"", "testserver", "localhost", "127.0.0.1"})


@dataclass(frozen=True)
class Told:
    """What a visitor is told: the answer to GET, to an empty POST, and who may keep the first."""

    path: str
    get: int
    post: int
    kept: str = MINUTE


def patterns(those=None, before="", name=""):
    """Yield route and name of every address outside Wagtail's own workplace."""
    for one in get_resolver().url_patterns if those is None else those:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route, one.name or route
        elif route != "cms/":
            yield from patterns(one.url_patterns, route)


def workplace(those=None, before="cms/", names=()):
    """Yield path and full name of every address of Wagtail's own workplace."""
    if those is None:
        resolvers = [one for one in get_resolver().url_patterns if isinstance(one, URLResolver)]
        [those] = [one.url_patterns for one in resolvers if str(one.pattern) == "cms/"]
    for one in those:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield filled(route), ":".join([*names, one.name or route])
        else:
            inside = (*names, one.namespace) if one.namespace else names
            yield from workplace(one.url_patterns, route, inside)


SAMPLES = {"uuid": "6f9c2a52-0000-4000-8000-000000000000", "int": "1"}


def filled(route: str) -> str:
    """Return an address of a route, with something in place of each of its parts."""
    plain = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "", "1"), route)
    plain = re.sub(r"\((?:\?P<\w+>)?[^()]*\)", "1", plain)
    return "/" + plain.replace("^", "").replace("$", "").replace("\\", "").replace("?", "")


# What a browser fetches by itself, by the element and its attributes.
FETCHED = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "video": ("src", "poster"),
}
# These are read by search engines and feed readers; no browser fetches them by itself.
NAMED_ONLY = ("canonical", "alternate")


class Foreign(HTMLParser):
    """Finds what a page would fetch from elsewhere as soon as it is opened."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "link" and given.get("rel") in NAMED_ONLY:
            return
        for name in FETCHED.get(tag, ()):
            for part in (given.get(name) or "").split(","):
                address = part.strip().split(" ")[0]
                if not address.startswith("data:") and self.is_foreign(address):
                    self.found.append(f"{tag} {address}")
        if "style" in given or tag == "style" or any(name.startswith("on") for name in given):
            self.found.append(f"{tag} with a style or a script of its own")
        if tag == "script" and not given.get("src"):
            self.found.append("script within the page")

    @staticmethod
    def is_foreign(address: str) -> bool:
        return urlsplit(address).hostname not in OWN | {None}
