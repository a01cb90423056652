"""The application that the web server calls."""

import contextlib
import ctypes
import os
import sys

from django.core.signals import request_finished
from django.core.wsgi import get_wsgi_application

from alongside.config import rooms

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
# A thread that holds the lock of the database must not wait long for the interpreter.
sys.setswitchinterval(0.0005)
# Threads that take turns need one heap; of several, each would keep the room of its largest search.
# (mallopt(3) of the GNU C library; others have none and need none.)
M_ARENA_MAX = -8
with contextlib.suppress(AttributeError, OSError):
    ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
application = get_wsgi_application()
# A colleague who reads the way in comes to the rooms next.
request_finished.connect(rooms.load_soon, dispatch_uid="rooms")
