"""A node starts with what its way in needs; the rooms are loaded after its first answer."""

import json
import os
import subprocess
import sys

START = """
import json, sys, threading
from django.conf import settings
from django.test import RequestFactory
from alongside.config.wsgi import application

settings.ALLOWED_HOSTS = ["testserver"]
told = []
asked = RequestFactory().get("/in/").environ
body = application(asked, lambda status, headers: told.append(status))
early = sorted(sys.modules)
body.close()
[loading] = [thread for thread in threading.enumerate() if thread.name == "rooms"]
loading.join()
print(json.dumps({"status": told[0], "early": early, "late": sorted(sys.modules)}))
"""
# What takes long to load and is needed once somebody is in.
LATER = ("pydantic", "fido2", "segno", "rapidfuzz", "phonenumbers")
ROOMS = ("desk", "casework", "keeping", "questionnaires", "consent", "alliance", "referrals")


def test_the_way_in_loads_no_room():
    done = subprocess.run(
        [sys.executable, "-c", START],
        env=dict(os.environ) | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    start = json.loads(done.stdout)
    assert start["status"] == "200 OK"
    pages = {f"alongside.{room}.urls" for room in ROOMS}
    heavy = {name for name in start["early"] if name in LATER}
    assert heavy | (pages & set(start["early"])) == set()
    assert pages <= set(start["late"])
