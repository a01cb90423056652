"""Whose address a request has, with and without proxies on its way."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from alongside.core import addresses

HERS, FORGED, PROXY = "203.0.113.9", "198.51.100.1", "127.0.0.1"


def asker(socket, *said, proxies):
    headers = {"HTTP_X_FORWARDED_FOR": ", ".join(said)} if said else {}
    request = RequestFactory().get("/", REMOTE_ADDR=socket, **headers)
    return str(addresses.asker(request, proxies=proxies))


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_straight_from_elsewhere_only_the_socket_counts(proxies):
    assert asker(HERS, proxies=proxies) == HERS
    assert asker(HERS, FORGED, proxies=proxies) == HERS
    assert asker(HERS, FORGED, FORGED, FORGED, proxies=proxies) == HERS


def test_without_a_proxy_no_header_is_read():
    assert asker(PROXY, FORGED, proxies=0) == PROXY


@pytest.mark.parametrize("proxy", [PROXY, "::1", "172.17.0.1", "10.1.2.3", "fd00::1", ""])
def test_behind_a_proxy_the_last_word_counts(proxy):
    assert asker(proxy, HERS, proxies=1) == HERS
    assert asker(proxy, FORGED, HERS, proxies=1) == HERS


def test_past_the_outer_proxy_what_the_inner_one_says_counts():
    assert asker(PROXY, HERS, proxies=2) == HERS
    assert asker(PROXY, FORGED, HERS, proxies=2) == HERS
    assert asker(PROXY, FORGED, HERS, "10.0.0.1", proxies=2) == HERS


def test_a_request_of_the_machine_itself_has_no_header():
    assert asker(PROXY, proxies=1) == PROXY
    assert asker(PROXY, proxies=3) == PROXY


@pytest.mark.parametrize("said", ["", "unknown", "'; DROP TABLE", "203.0.113.9:80:80"])
def test_what_is_no_address_gives_nobody_another_one(said):
    assert asker(PROXY, FORGED, said, proxies=1) == PROXY
    assert asker(PROXY, FORGED, said, proxies=2) == PROXY


def test_an_address_is_the_same_however_the_socket_writes_it():
    assert asker(f"::ffff:{HERS}", proxies=0) == HERS
    assert asker("::ffff:127.0.0.1", HERS, proxies=1) == HERS


def test_nobody_without_an_address_is_counted_as_somebody():
    with pytest.raises(PermissionDenied):
        asker("", proxies=1)
