"""One mail to one person, made of words alone: no picture, no script, no link that reports back."""

from __future__ import annotations

from email.utils import make_msgid, parseaddr
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language_info, gettext as _, override

from alongside.alliance import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from alongside.alliance.newsletter.keys import Target

LINE = 60


def version_for(words: Mapping[str, Any], language: str) -> letters.Issue:
    """Return an issue in a language, or else in English, or else in the first there is."""
    chosen = next(one for one in (language, "en", *sorted(words)) if one in words)
    return letters.Issue.model_validate(words[chosen])


def versions(words: Mapping[str, Any]) -> list[letters.Issue]:
    """Return an issue in all its languages, English first."""
    order = sorted(words, key=lambda code: (code != "en", code))
    return [letters.Issue.model_validate(words[code]) for code in order]


def unsubscribe_url(language: str, token: str) -> str:
    """Return the address of her own page on the site, which answers to RFC 8058 as well."""
    return f"{settings.ALONGSIDE_LINKS_TO}/{language}/letter/out/{quote(token)}/"


def mail(words: Mapping[str, Any], target: Target, *, is_trial: bool = False) -> Any:
    """Return the mail to one person, in her language where the issue is written in it.

    RFC 8058, section 3.1: both headers, so that her mail program unsubscribes in one click.

    :param is_trial: says so in the subject
    """
    issue = version_for(words, target.language)
    out = unsubscribe_url(target.language, target.token)
    sender = settings.DEFAULT_FROM_EMAIL
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    with override(issue.language):
        trial = _("[Trial] %(title)s") % {"title": issue.title}
        subject = trial if is_trial else issue.title
        context = {
            "issue": issue,
            "unsubscribe_url": out,
            "language_code": issue.language,
            "direction": direction(issue.language),
            "app_name": settings.ALONGSIDE_APP_NAME,
        }
        found = EmailMultiAlternatives(
            # A title is one line, whatever was typed.
            subject=" ".join(subject.split()),
            body=plain(issue, out),
            from_email=sender,
            to=[target.address],
            headers={
                "List-Unsubscribe": f"<{out}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "List-Id": f"<newsletter.{domain}>",
                "Content-Language": issue.language,
                # Django would name this machine in it.
                "Message-ID": make_msgid(domain=domain),
            },
        )
        found.attach_alternative(
            render_to_string("alliance/newsletter/mail.html", context), "text/html"
        )
    return found


def plain(issue: letters.Issue, out: str) -> str:
    """Return an issue as plain text; call it in the issue's language."""
    parts = [issue.title, "=" * min(len(issue.title), LINE)]
    parts += _paragraph(issue.introduction)
    for item in issue.items:
        parts += ["", item.title, "-" * min(len(item.title), LINE)]
        parts += [*_paragraph(item.text), *([item.link] if item.link else [])]
    parts += ["", "-- "]
    if issue.archive:
        parts += [_("On the web: %(link)s") % {"link": issue.archive}]
    parts += [
        _("You get this because you asked for it. Nobody sees whether you open it."),
        _("To stop it: %(link)s") % {"link": out},
    ]
    return "\n".join(parts) + "\n"


def direction(language: str) -> str:
    """Return which way a language is written."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


def _paragraph(text: str) -> Iterable[str]:
    return ["", text] if text else []
