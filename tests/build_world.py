"""Build the demo world in the home and the database that the environment names.

Run as a process of its own, `python -m tests.build_world`. The command `alongside demo` builds the
same world, but always on SQLite; the journeys are also walked on PostgreSQL.
"""

from alongside.cli import boot


def main() -> None:
    boot.start_django()
    from django.conf import settings  # noqa: PLC0415  Django has started only now

    from alongside.cli.world import build  # noqa: PLC0415
    from alongside.core import clock  # noqa: PLC0415
    from alongside.vault import pepper  # noqa: PLC0415

    boot.prepare_home(settings.HOME)
    pepper.create(settings.ALONGSIDE_PEPPER_FILE)
    boot.migrate()
    boot.collect_static()
    build.build(now=clock.now(), progress=lambda _what, _done, _total: None)


if __name__ == "__main__":
    main()
