import pytest

from alongside.ui import navigation
from tests.ui import pages


@pytest.fixture(autouse=True)
def _rooms(monkeypatch: pytest.MonkeyPatch, settings):
    """Give every page of these tests rooms and addresses of its own."""
    monkeypatch.setattr(navigation, "registry", pages.filled_registry())
    settings.ROOT_URLCONF = "tests.ui.pages"
