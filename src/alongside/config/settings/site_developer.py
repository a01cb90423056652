"""The settings of the public site, with the tools that only its developers have installed."""

from alongside.config.settings.site import *
from alongside.config.settings.site import INSTALLED_APPS as SITE_APPS

INSTALLED_APPS = [*SITE_APPS, "django_linear_migrations"]
