"""Run the command line as a module, where the installed script may not be on the path."""

from alongside.cli import orphans
from alongside.cli.main import main

if __name__ == "__main__":
    orphans.end_with_parent()
    main()
