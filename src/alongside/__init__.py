"""Alongside: the working system of a rights-based alliance against trafficking."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("alongside")
except PackageNotFoundError:  # a source tree that was not installed
    __version__ = "0"
