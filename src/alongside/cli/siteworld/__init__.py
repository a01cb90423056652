"""What the demonstration's public site shows, from the organisations' own public texts.

Built in the site's process, after the node has published its export.
"""

from __future__ import annotations

from django.contrib.auth.models import Group

from alongside.cli.siteworld import help as help_pages, library, media, newsletter
from alongside.core import clock
from alongside.website import factors, founding, handing
from alongside.website.models import Editor

EDITOR = "mara.site"


def build(password: str) -> list[tuple[str, str]]:
    """Fill the site; return who may sign in to write for it, and as what."""
    home = founding.found()
    for page in (home, *home.get_translations()):
        page.phone = "+66 2 555 0100"
        page.save_revision().publish()
    media.build(home)
    help_pages.build(home)
    library.build(home)
    handing.hand_over(newsletter.build(home), now=clock.now())
    editor = Editor.objects.create_user(EDITOR, password=password)
    editor.groups.add(Group.objects.get(name=founding.EDITORS))
    factors.put_secret(editor, factors.DEMO_SECRET)
    return [(EDITOR, "editor of the public site, at /cms/")]
