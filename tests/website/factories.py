"""People and things of the public site's tests."""

from datetime import UTC, datetime

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.models import Group
from nacl.bindings import sodium_unpad
from nacl.public import PrivateKey, SealedBox

from alongside.alliance.letters import ANY
from alongside.website.founding import EDITORS
from alongside.website.models import Editor
from alongside.website.sealing import BLOCK, EPOCH, MARK

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PASSWORD = "correct horse battery"


def opened(key: PrivateKey) -> list:
    """Open every letter that was left."""
    boxes = [path.read_bytes() for path in settings.ALONGSIDE_EXCHANGE.glob("letters/*.letter")]
    start = len(MARK) + EPOCH
    return [
        ANY.validate_json(sodium_unpad(SealedBox(key).decrypt(box[start:]), BLOCK)) for box in boxes
    ]


def make_editor(name: str = "mara") -> Editor:
    """Make somebody who writes for the site; `with_app` gives her a second factor."""
    editor = Editor.objects.create_user(name, password=PASSWORD)
    editor.groups.add(Group.objects.get(name=EDITORS))
    return editor


def with_app(editor: Editor) -> Editor:
    """Give an editor an authenticator app."""
    TOTP.activate(editor, generate_totp_secret())
    return editor
