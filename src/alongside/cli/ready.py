"""Make a node ready to serve: database up to date, static files in place."""

from alongside.cli import boot


def main() -> None:
    """Do it; nothing to do takes well under a second."""
    boot.start_django()
    boot.migrate()
    boot.collect_static()


if __name__ == "__main__":
    main()
