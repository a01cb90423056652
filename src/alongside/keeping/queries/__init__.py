"""What is read of how long files are kept; journalled before it is shown."""

from alongside.keeping.queries.certificates import Certificate, certificate, overview
from alongside.keeping.queries.of_file import KeepingPage, keeping_of
from alongside.keeping.queries.retention import DuePage, due_files, rules

__all__ = [
    "Certificate",
    "DuePage",
    "KeepingPage",
    "certificate",
    "due_files",
    "keeping_of",
    "overview",
    "rules",
]
