"""A node's settings with the twin's room above all others."""

from alongside.config.settings import *
from alongside.config.settings import INSTALLED_APPS as NODE_APPS

INSTALLED_APPS = [*NODE_APPS, "benchmarks.twin"]
