"""What tests of the public site may rely on."""

from collections.abc import Iterator

import pytest
from allauth.account.internal.flows import login as sign_ins
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.test import Client
from nacl.public import PrivateKey

from alongside.alliance.published import Letterbox, Published
from alongside.website import exchange, founding
from alongside.website.models import HomePage
from tests.website.factories import NOW, opened


class EditorClient(Client):
    """A browser; `force_login` leads somebody in with whatever second factor she has."""

    def force_login(self, user, backend=None) -> None:
        super().force_login(user, backend)
        if is_mfa_enabled(user):
            session = self.session
            session[sign_ins.AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa"}]
            session[sign_ins._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
            session.save()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Found the site once: each test begins with it and takes back what it changes."""
    with django_db_blocker.unblock():
        founding.found()


@pytest.fixture
def home(db) -> HomePage:
    """Return the first page of a site with its sections, in English and Spanish."""
    return founding.found()


@pytest.fixture
def client() -> Iterator[Client]:
    """Return a browser that closes every file it was sent, read or not."""
    client = EditorClient()
    request, answers = client.request, []

    def asked(**named):
        answers.append(request(**named))
        return answers[-1]

    client.request = asked
    yield client
    for answer in answers:
        answer.close()


@pytest.fixture
def key() -> PrivateKey:
    """Return the key of the team that letters are sealed to; only a test holds it here."""
    return PrivateKey.generate()


@pytest.fixture
def publish(key):
    """Return what publishes an export: `publish(members=[…], services=[…])`."""

    def publish(**parts) -> Published:
        letterbox = Letterbox(epoch=1, key=bytes(key.public_key).hex())
        export = Published(made_at=NOW, letterbox=letterbox, **parts)
        path = settings.ALONGSIDE_EXCHANGE / "published.json"
        path.write_text(export.model_dump_json())
        exchange._read = (0, None)
        return export

    yield publish
    (settings.ALONGSIDE_EXCHANGE / "published.json").unlink(missing_ok=True)
    exchange._read = (0, None)
    for left in settings.ALONGSIDE_EXCHANGE.glob("letters/*"):
        left.unlink()


@pytest.fixture
def letters(key):
    """Return what opens the letters that were left so far."""
    return lambda: opened(key)
