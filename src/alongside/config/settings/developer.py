"""The settings of a node, with the tools that only its developers have installed."""

from alongside.config.settings.base import *
from alongside.config.settings.base import INSTALLED_APPS as NODE_APPS

INSTALLED_APPS = [*NODE_APPS, "django_linear_migrations"]
