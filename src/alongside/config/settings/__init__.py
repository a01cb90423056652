"""Settings, read from environment variables or one TOML file; see `alongside.config.settings.base`."""

from alongside.config.settings.base import *
