"""Settings, read from environment variables or one TOML file; `base` says which."""

from alongside.config.settings.base import *
