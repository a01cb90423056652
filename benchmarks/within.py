"""`python -m benchmarks.within MODULE …`: run the `main` of one of our modules inside a node.

The home and the settings are named by the environment; Django stands before the module is read.
"""

from __future__ import annotations

import importlib
import sys

from alongside.cli import boot


def main() -> None:
    """Start Django and hand over."""
    boot.start_django()
    importlib.import_module(sys.argv[1]).main(*sys.argv[2:])


if __name__ == "__main__":
    main()
