import pytest
import time_machine

from alongside.consent import files, signals
from tests.organisations.factories import NOW


@pytest.fixture
def clock():
    """Stand at the moment the factories act at; a test may shift it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def alone(monkeypatch):
    """Try this room without the rooms above it: the files here are three ids and keys."""
    for news in (signals.consent_given, signals.consent_withdrawn, signals.consent_expired):
        monkeypatch.setattr(news, "receivers", [])
    monkeypatch.setattr(files, "_lookups", [])
