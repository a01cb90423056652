"""What `conftest.py` and `settings.py` promise to every other test is true."""

import os
import socket
import sqlite3
import tempfile
import warnings
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Count
from django.template import Context, Template
from pytest_socket import SocketBlockedError, SocketConnectBlockedError

from alongside.core import clock
from tests.settings import HOME

SOMEWHERE_ELSE = ("192.0.2.1", 80)  # an address kept for documentation: nobody answers there


def test_sockets_are_closed():
    with pytest.raises(SocketBlockedError):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)


@pytest.mark.server
def test_tests_of_a_server_reach_this_machine_and_no_other():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(SOMEWHERE_ELSE)


def test_warnings_are_errors():
    with pytest.raises(UserWarning, match="planted"):
        warnings.warn("planted", stacklevel=1)


def test_a_misspelt_variable_in_a_template_fails_the_test():
    page = Template("<p>{{ nmae }}</p>")
    with pytest.raises(pytest.fail.Exception, match="nmae"):
        page.render(Context({"name": "Sita"}))


@pytest.mark.django_db
def test_rows_without_an_order_come_shuffled():
    orders = {tuple(ContentType.objects.values_list("pk", flat=True)) for _ in range(5)}
    sorted_rows = {
        tuple(ContentType.objects.order_by("pk").values_list("pk", flat=True)) for _ in range(5)
    }
    assert len(orders) > 1
    assert sorted_rows == {tuple(sorted(orders.pop()))}


@pytest.mark.django_db
def test_shuffling_changes_no_counts_and_no_unions():
    kinds = ContentType.objects.order_by()
    rows = list(kinds.values_list("pk", flat=True))
    both = kinds.values_list("pk", flat=True).union(kinds.values_list("pk", flat=True))
    labels = set(kinds.values_list("app_label", flat=True))
    assert sorted(both) == sorted(rows)
    assert set(kinds.values_list("app_label", flat=True).distinct()) == labels
    assert len(kinds.values("app_label").annotate(n=Count("pk"))) == len(labels)


@pytest.mark.django_db
def test_sqlite_is_a_file_as_on_a_node():
    if connection.vendor != "sqlite":
        assert connection.vendor == "postgresql"
        return
    path = Path(connection.settings_dict["NAME"])
    assert path.is_relative_to(HOME)
    with sqlite3.connect(path) as direct:
        [mode] = direct.execute("PRAGMA journal_mode").fetchone()
    assert mode == "wal"


def test_files_of_a_test_stay_in_the_worker_s_own_home():
    for path in (settings.ALONGSIDE_PEPPER_FILE, settings.ALONGSIDE_MEDIA, tempfile.gettempdir()):
        assert Path(path).is_relative_to(HOME)
    assert settings.ALONGSIDE_ARGON2 == (1, 64 * 1024)


def test_a_node_s_command_keeps_to_its_own_home(alongside, tmp_path):
    environment = alongside.environment
    database = environment["DATABASE_URL"]
    assert environment["ALONGSIDE_HOME"] == str(tmp_path)
    assert "DJANGO_SETTINGS_MODULE" not in environment
    assert database.startswith(("sqlite:///", "postgresql://"))
    assert database != os.environ.get("DATABASE_URL")
    assert connection.settings_dict["NAME"] not in database


def test_time_can_be_moved(time_machine):
    time_machine.move_to("2026-03-08 12:00 +0000", tick=False)
    assert clock.now().isoformat() == "2026-03-08T12:00:00+00:00"
