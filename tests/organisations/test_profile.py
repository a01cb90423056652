"""What somebody changes about her own way in."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.urls import reverse

from alongside.audit import journal
from alongside.organisations import factors
from alongside.organisations.actions import profile
from alongside.organisations.models import Session, User
from alongside.vault import people, pepper
from alongside.vault.primitives import CannotOpen
from tests.organisations.browser import Browser, code_now, with_app
from tests.organisations.factories import NOW, PASSWORD, SECRET

pytestmark = pytest.mark.django_db

TODAY = "/x/"
NEW = "a mountain of oranges"


def url(name, *args):
    return reverse(f"organisations:{name}", args=args)


def change_password(visitor, **changes):
    given = {"password": PASSWORD, "new_password": NEW, "new_password_again": NEW}
    return visitor.post(url("password"), given | changes)


def test_a_new_password_ends_her_other_sessions_and_keeps_this_one(world):
    here, there = Browser(), Browser()
    here.enter(world.caseworker)
    there.enter(world.caseworker)
    assert change_password(here)["Location"] == url("settings")
    assert here.get(TODAY).wsgi_request.actor == world.caseworker.actor
    assert there.get(TODAY)["Location"].startswith("/in/")
    name = world.caseworker.user.sign_in_name
    assert Browser().give_password(name, PASSWORD).status_code == 422
    assert Browser().give_password(name, NEW).status_code == 302


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"password": "not hers at all"}, "password"),
        ({"new_password": "short", "new_password_again": "short"}, "new_password"),
        ({"new_password_again": "a mountain of apples"}, "new_password_again"),
    ],
)
def test_a_password_is_not_changed_by_mistake(world, visitor, changes, field):
    visitor.enter(world.caseworker)
    before = User.objects.get(pk=world.caseworker.user.pk).password
    response = change_password(visitor, **changes)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert User.objects.get(pk=world.caseworker.user.pk).password == before


def recover(visitor, code, **changes):
    given = {"code": code, "new_password": NEW, "new_password_again": NEW}
    return visitor.post(url("recover"), given | changes)


@pytest.fixture
def printed(world):
    """Return the caseworker's printed code."""
    user = world.caseworker.user
    return profile.renew_recovery_code(
        user=user, keys=user.keys, actor=world.caseworker.actor, now=NOW
    )


def test_the_printed_code_sets_a_new_password(world, printed, visitor):
    elsewhere = Browser()
    elsewhere.enter(world.caseworker)
    name = world.caseworker.user.sign_in_name
    response = recover(visitor, printed, name=name)
    assert response["Location"] == url("paper")
    assert elsewhere.get(TODAY)["Location"].startswith("/in/")
    paper = visitor.get(url("paper"))
    assert paper.context["code"] not in {"", printed}
    assert visitor.post(url("paper"))["Location"] == url("sign_in")
    assert visitor.give_password(name, NEW).status_code == 302
    assert visitor.get(TODAY).wsgi_request.actor == world.caseworker.actor


def test_a_printed_code_works_once_and_the_next_one_then(world, printed, visitor):
    name = world.caseworker.user.sign_in_name
    recover(visitor, printed, name=name)
    fresh = visitor.get(url("paper")).context["code"]
    assert recover(Browser(), printed, name=name).status_code == 422
    assert recover(Browser(), fresh.lower().replace("-", " "), name=name).status_code == 302


def test_a_printed_code_does_not_replace_the_second_factor(world, printed, visitor):
    with_app(world.caseworker.user)
    name = world.caseworker.user.sign_in_name
    recover(visitor, printed, name=name)
    assert visitor.give_password(name, NEW)["Location"] == url("factor")
    assert visitor.get(TODAY).status_code == 302


def test_somebody_elses_printed_code_does_not_serve(world, printed, visitor):
    name = world.colleague.user.sign_in_name
    assert recover(visitor, printed, name=name).status_code == 422
    assert visitor.give_password(name, PASSWORD).status_code == 302


def test_a_new_printed_code_needs_the_password_and_ends_the_old(world, printed, visitor):
    visitor.enter(world.caseworker)
    refused = visitor.post(url("recovery_code"), {"password": "not hers at all"})
    assert refused.status_code == 422
    assert visitor.post(url("recovery_code"), {"password": PASSWORD})["Location"] == url("paper")
    fresh = visitor.get(url("paper")).context["code"]
    user = User.objects.get(pk=world.caseworker.user.pk)
    with pytest.raises(people.WrongRecoveryCode):
        people.recover(user_id=user.pk, code=printed, recovery_keys=user.recovery_keys)
    keys = people.recover(user_id=user.pk, code=fresh, recovery_keys=user.recovery_keys)
    assert keys == world.caseworker.user.keys


# Second factors


def set_up_app(visitor):
    page = visitor.get(url("add_app"))
    secret = page.context["secret"].replace(" ", "")
    return secret, visitor.post(url("add_app"), {"code": factors._code_of(secret)})


def test_a_coordinator_sets_up_her_app_and_may_then_work(world, visitor):
    visitor.enter(world.coordinator)
    secret, done = set_up_app(visitor)
    assert done["Location"] == url("paper")
    assert len(visitor.get(url("paper")).context["codes"]) == 10
    assert visitor.post(url("paper"))["Location"] == "/"
    assert visitor.get(TODAY).wsgi_request.actor == world.coordinator.actor
    visitor.post(url("sign_out"))
    visitor.give_password(world.coordinator.user.sign_in_name)
    assert visitor.give_code(factors._code_of(secret)).status_code == 302


def test_the_picture_holds_the_secret_and_is_made_here(world, visitor):
    visitor.enter(world.caseworker)
    visitor.get(url("add_app"))
    response = visitor.get(url("picture"))
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<svg")
    assert b"style=" not in response.content


def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_secret(world, visitor):
    visitor.enter(world.caseworker)
    first = visitor.get(url("add_app")).context["secret"]
    wrong = f"{(int(code_now()) + 7) % 1_000_000:06d}"
    refused = visitor.post(url("add_app"), {"code": wrong})
    assert (refused.status_code, refused.context["secret"]) == (422, first)
    assert factors.listing(world.caseworker.user) == []


def test_the_stored_secret_is_useless_without_the_pepper(world, settings, tmp_path):
    with_app(world.coordinator.user)
    stored = json.dumps(Authenticator.objects.get().data)
    assert SECRET not in stored
    factors.check_code(world.coordinator.user, code_now())
    pepper.create(tmp_path / "another")
    settings.ALONGSIDE_PEPPER_FILE = tmp_path / "another"
    with pytest.raises(CannotOpen):
        factors.check_code(world.coordinator.user, code_now())


def test_a_one_time_code_stands_in_for_the_phone_once(world, visitor):
    visitor.enter(world.coordinator)
    set_up_app(visitor)
    code = visitor.get(url("paper")).context["codes"][0]
    visitor.post(url("sign_out"))
    name = world.coordinator.user.sign_in_name
    visitor.give_password(name)
    assert visitor.give_code(code)["Location"] == TODAY
    assert factors.codes_left(world.coordinator.user) == 9
    other = Browser()
    other.give_password(name)
    assert other.give_code(code).status_code == 422


def test_a_coordinator_keeps_her_last_second_factor(world):
    with_app(world.coordinator.user)
    (only,) = factors.listing(world.coordinator.user)
    with pytest.raises(ValidationError):
        profile.remove_factor(
            user=world.coordinator.user,
            factor_id=only.id,
            actor=world.coordinator.actor,
            now=NOW,
        )
    assert factors.listing(world.coordinator.user) == [only]


def test_a_caseworker_removes_hers_with_her_password(world, visitor):
    visitor.enter(world.caseworker)
    set_up_app(visitor)
    (only,) = factors.listing(world.caseworker.user)
    target = url("remove_factor", only.id)
    assert visitor.post(target, {"password": "not hers at all"}).status_code == 422
    assert factors.listing(world.caseworker.user) == [only]
    assert visitor.post(target, {"password": PASSWORD})["Location"] == url("factors")
    assert factors.listing(world.caseworker.user) == []
    assert factors.codes_left(world.caseworker.user) == 0


def test_nobody_removes_somebody_elses(world, visitor):
    with_app(world.coordinator.user)
    (hers,) = factors.listing(world.coordinator.user)
    visitor.enter(world.caseworker)
    assert visitor.post(url("remove_factor", hers.id), {"password": PASSWORD}).status_code == 404
    assert factors.listing(world.coordinator.user) == [hers]


def test_new_one_time_codes_end_the_old(world, visitor):
    visitor.enter(world.caseworker)
    set_up_app(visitor)
    old = visitor.get(url("paper")).context["codes"]
    visitor.post(url("codes"), {"password": PASSWORD})
    new = visitor.get(url("paper")).context["codes"]
    assert not set(old) & set(new)
    with pytest.raises(factors.WrongCode):
        factors.check_code(world.caseworker.user, old[0])


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", '{"id": 1}', '{"response": {}}', "nonsense"]
)
def test_a_broken_passkey_answer_is_refused_in_words(world, visitor, credential):
    visitor.enter(world.caseworker)
    visitor.get(url("add_passkey"))
    response = visitor.post(url("add_passkey"), {"name": "blue key", "credential": credential})
    assert response.status_code == 422
    assert factors.listing(world.caseworker.user) == []


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", '{"id": 1}', '{"response": {}}', "nonsense"]
)
def test_a_broken_passkey_answer_lets_nobody_in(world, visitor, credential):
    with_app(world.coordinator.user)
    visitor.give_password(world.coordinator.user.sign_in_name)
    response = visitor.post(url("factor"), {"credential": credential})
    assert response.status_code == 422
    assert visitor.get(TODAY).status_code == 302


def test_the_demonstration_shows_the_code_and_nothing_else_does(world, settings, visitor):
    with_app(world.coordinator.user)
    visitor.give_password(world.coordinator.user.sign_in_name)
    assert code_now() not in visitor.get(url("factor")).content.decode()
    with pytest.raises(factors.WrongCode):
        factors.current_code(world.coordinator.user)
    settings.ALONGSIDE_DEMO = True
    assert code_now() in visitor.get(url("factor")).content.decode()


def test_a_password_change_survives_only_whole(world, monkeypatch):
    """Nothing is changed when the journal cannot be written."""
    user = world.caseworker.user

    def refuse(**_kwargs):
        raise journal.JournalUnavailable

    monkeypatch.setattr(profile.journal, "record", refuse)
    with pytest.raises(journal.JournalUnavailable):
        profile.change_password(
            user=user, keys=user.keys, password=NEW, actor=world.caseworker.actor, now=NOW
        )
    assert Session.objects.count() == 0
    stored = User.objects.get(pk=user.pk)
    assert people.sign_in(
        user_id=user.pk,
        password=PASSWORD,
        password_record=stored.password,
        sealed_keys=stored.sealed_keys,
    ) == (user.keys)
