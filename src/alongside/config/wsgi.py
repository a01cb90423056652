"""The application that the web server calls."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
# A thread that holds the lock of the database must not wait long for the interpreter.
sys.setswitchinterval(0.0005)
application = get_wsgi_application()
