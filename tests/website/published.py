"""Members and services as a node publishes them."""

from datetime import date
from uuid import uuid4

from alongside.alliance.published import Member, Service


def make_member(name: str = "Roots", **more) -> Member:
    slug = "".join(sign if sign.isalnum() else "-" for sign in name.lower())
    return Member(**{"id": uuid4(), "slug": slug, "name": name, "country": "TH"} | more)


def make_service(member: Member, name: str = "Someone to talk to", **more) -> Service:
    return Service(
        **{
            "id": uuid4(),
            "member": member.id,
            "name": {"en": name},
            "country": member.country,
            "languages": ("th",),
            "phone": "+66 2 555 0100",
            "confirmed_on": date(2026, 11, 1),
        }
        | more
    )
