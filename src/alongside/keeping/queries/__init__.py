"""What is read of how long files are kept; journalled before it is shown."""

from alongside.keeping.queries.certificates import Certificate, certificate, overview
from alongside.keeping.queries.of_file import KeepingPage, keeping_of

__all__ = ["Certificate", "KeepingPage", "certificate", "keeping_of", "overview"]
