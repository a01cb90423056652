"""A browser without pictures: Django's client, told what people do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.test import Client
from django.urls import reverse

from alongside.organisations import factors, founding
from tests.organisations.factories import PASSWORD, SECRET, Person

if TYPE_CHECKING:
    from django.http import HttpResponse

    from alongside.organisations.models import User


class Browser(Client):
    """one browser on one device; cookies are checked for tokens as a real one's would be."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(enforce_csrf_checks=False, **kwargs)

    def give_password(self, name: str, password: str = PASSWORD) -> HttpResponse:
        return self.post(reverse("organisations:sign_in"), {"name": name, "password": password})

    def give_code(self, code: str) -> HttpResponse:
        return self.post(reverse("organisations:factor"), {"code": code})

    def enter(self, person: Person) -> HttpResponse:
        """Sign somebody in all the way, as the pages do it."""
        response = self.give_password(person.user.sign_in_name, person.password)
        if response.status_code == 302 and response["Location"] == reverse("organisations:factor"):
            response = self.give_code(code_now())
        assert response.status_code == 302, response.content.decode()
        return response


def with_app(user: User) -> None:
    """Give somebody an authenticator app whose secret the tests know."""
    founding.add_factor(user=user, secret=SECRET)


def code_now() -> str:
    """Return what that app shows."""
    return factors._code_of(SECRET)
