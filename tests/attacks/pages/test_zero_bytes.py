"""Somebody writes a zero byte into an address; PostgreSQL fails on a text that holds one."""

import pytest

from tests.casework.pages import entered

pytestmark = [pytest.mark.django_db, pytest.mark.attack, pytest.mark.usefixtures("clock")]

ADDRESSES = ["/files/?q=a%00b", "/a%00b/", "/alliance/members/?q=%00", "/%00"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_has_such_an_address(client, world, address):
    assert client.get(address).status_code == 400
    assert entered(world.caseworker).get(address).status_code == 400
