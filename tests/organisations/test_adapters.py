"""What django-allauth is told."""

import pytest
from django.test import RequestFactory

from alongside.organisations.adapters import AccountAdapter, FactorAdapter
from alongside.vault.primitives import CannotOpen


def word_for(address):
    return AccountAdapter().get_client_ip(RequestFactory().get("/", REMOTE_ADDR=address))


def test_an_address_becomes_a_word_that_is_the_same_again():
    assert word_for("203.0.113.77") == word_for("203.0.113.77")
    assert word_for("203.0.113.77") != word_for("203.0.113.78")


def test_behind_a_proxy_each_visitor_has_a_word_of_her_own(settings):
    settings.ALONGSIDE_PROXIES = 1
    through = RequestFactory().get(
        "/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.77"
    )
    assert AccountAdapter().get_client_ip(through) == word_for("203.0.113.77")


def test_of_an_ipv6_address_only_the_network_counts():
    assert word_for("2001:db8:77:1::1") == word_for("2001:db8:77:1:ffff::9")
    assert word_for("2001:db8:77:1::1") != word_for("2001:db8:77:2::1")


def test_nobody_signs_up():
    assert AccountAdapter().is_open_for_signup(RequestFactory().get("/")) is False


def test_nothing_is_mailed(mailoutbox):
    AccountAdapter().send_notification_mail("mfa/email/totp_activated", None)
    assert mailoutbox == []


def test_a_secret_is_stored_sealed_and_opens_again():
    stored = FactorAdapter().encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in stored
    assert FactorAdapter().decrypt(stored) == "JBSWY3DPEHPK3PXP"
    for damaged in (stored[:-4], "not base64 at all", "пепер", ""):
        with pytest.raises(CannotOpen):
            FactorAdapter().decrypt(damaged)
