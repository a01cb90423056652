"""Somebody writes a zero byte into an address; PostgreSQL fails on a text that holds one."""

import pytest

from tests.website.factories import make_editor

ADDRESSES = [
    "/en/a%00b/",
    "/a%00b/",
    "/en/library/?q=%00",
    "/en/members/?q=a%00b",
    "/en/help/?s=%00",
    "/en/events/talk/?zone=%00",
    "/en/members/%00/",
    "/x/m/images/a%00.png",
    "/x/feeds/oai/?verb=GetRecord&identifier=%00",
    "/cms/pages/?q=%00",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("home")
def test_no_page_has_such_an_address(client, address):
    assert client.get(address, secure=True).status_code == 400
    client.force_login(make_editor())
    assert client.get(address, secure=True).status_code == 400
