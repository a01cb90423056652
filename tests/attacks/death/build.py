"""Make a node with one caseworker in the home and the database that the environment names.

Run as a process of its own, `python -m tests.attacks.death.build`.
"""

from alongside.cli import boot

NAME = "sunita"
PASSWORD = "three rivers meet here"


def main() -> None:
    boot.start_django()
    from django.conf import settings  # noqa: PLC0415  Django has started only now

    from alongside.core import clock  # noqa: PLC0415
    from alongside.organisations import founding  # noqa: PLC0415
    from alongside.vault import pepper  # noqa: PLC0415

    boot.prepare_home(settings.HOME)
    pepper.create(settings.ALONGSIDE_PEPPER_FILE)
    boot.migrate()
    boot.collect_static()
    now = clock.now()
    founded = founding.found_organisation(
        organisation="Casa Noua",
        language="en",
        country="RO",
        place="",
        name="Ileana",
        sign_in_name="ileana",
        password=PASSWORD,
        now=now,
    )
    founding.add_member(
        founded=founded,
        name="Sunita",
        sign_in_name=NAME,
        password=PASSWORD,
        role="caseworker",
        team_kinds=["casework"],
        now=now,
    )


if __name__ == "__main__":
    main()
