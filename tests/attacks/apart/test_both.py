"""Node and public site behind one address: started together, and nothing of one opens the other."""

import os
import re
import signal

import httpx
import pytest
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time

from tests.attacks.apart import watching
from tests.attacks.death.build import NAME, PASSWORD

pytestmark = [pytest.mark.server, pytest.mark.attack]

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
SECRET = re.compile(r"\b[A-Z2-7]{32}\b")
ROOMS = (
    "vault", "audit", "organisations", "questionnaires", "consent", "casework", "referrals",
    "keeping", "evidence", "desk", "alliance",
)  # fmt: skip
SETTING_UP, GIVING = "/cms/account/2fa/totp/activate/", "/cms/account/2fa/reauthenticate/"
SIGN_IN = "/cms/login/?next=/cms/"
SHARED = {"alongside.alliance", "alongside.alliance.published", "alongside.alliance.letters"}


def send(client, path, **data):
    """Fill in the form of a page and send it."""
    page = client.get(path)
    assert page.status_code == 200, (path, page.status_code, page.headers.get("Location"))
    token = TOKEN.findall(page.text)[-1]
    return client.post(path, data={"csrfmiddlewaretoken": token, **data})


def code(secret, step):
    """Return the code of an authenticator app; each is good once."""
    return f"{hotp_value(secret, list(yield_hotp_counters_from_time())[step]):06d}"


@pytest.fixture
def colleague(browser):
    """Return a browser in which somebody is signed in to the node."""
    client = browser()
    assert send(client, "/in/", name=NAME, password=PASSWORD).status_code == 302
    assert client.get("/d/").status_code == 200
    return client


@pytest.fixture(scope="module")
def mara(home, both):
    """Return a browser in which somebody is signed in to write for the site."""
    said = home.run("site", "editor", "mara").stdout
    password = re.search(r"with the password (\S+)", said).group(1)
    with both.client() as client:
        send(client, "/cms/account/login/", login="mara", password=password)
        send(client, client.get(SETTING_UP).headers["Location"], password=password)
        # Each look at this page shows another secret.
        page = client.get(SETTING_UP).text
        [secret], token = set(SECRET.findall(page)), TOKEN.findall(page)[-1]
        given = {"csrfmiddlewaretoken": token, "code": code(secret, 1)}
        assert client.post(SETTING_UP, data=given).status_code == 302
        send(client, GIVING, code=code(secret, 2))
        assert client.get("/cms/").status_code == 200
        yield client


def cookie_of(client, name):
    [value] = re.findall(rf"{name}=([^;]+)", sent_cookies(client))
    return value


def sent_cookies(client):
    """Return the cookies a browser would send; see `tests.live.Node.client`."""
    request = client.build_request("GET", "/")
    for hook in client.event_hooks["request"]:
        hook(request)
    return request.headers.get("Cookie", "")


def test_each_part_answers_with_its_own_way_in(both):
    with httpx.Client(base_url=both.base_url, trust_env=False, timeout=30) as client:
        assert client.get("/").headers["Location"] == "/en/"
        first = client.get("/en/")
        assert (first.status_code, "You have rights" in first.text) == (200, True)
        assert "Set-Cookie" not in first.headers
        assert client.get("/in/").status_code == 200
        assert client.get("/d/").headers["Location"].startswith("/in/")
        asked = client.get("/cms/")
        assert asked.headers["Location"] == SIGN_IN
        led = client.get(SIGN_IN).headers["Location"]
        assert led == "/cms/account/login/?next=/cms/"
        assert 'name="login"' in client.get(led).text


def test_who_is_signed_in_to_the_node_is_a_stranger_to_the_site(colleague, both):
    before = sent_cookies(colleague)
    assert "__Host-session=" in before
    stranger = httpx.get(f"{both.base_url}/en/", trust_env=False, timeout=30)
    hers = colleague.get("/en/")
    assert (hers.text, "Set-Cookie" in hers.headers) == (stranger.text, False)
    assert colleague.get("/cms/").headers["Location"] == SIGN_IN
    assert sent_cookies(colleague) == before


def test_who_writes_for_the_site_is_a_stranger_to_the_node(mara):
    assert mara.get("/cms/pages/").status_code in {200, 302}
    assert mara.get("/cms/").status_code == 200
    for path in ("/d/", "/p/", "/r/", "/me/"):
        assert mara.get(path).headers["Location"].startswith("/in/")


def port(process):
    """Return where a part listens."""
    return int(re.search(r"--port (\d+)", watching.words(process)).group(1))


def test_a_session_of_one_is_none_of_the_other_under_any_name(both, colleague, mara):
    """Also where nobody stands between: each part is asked at its own port."""
    root = both.process.pid
    node_port = port(watching.part(root, is_site=False))
    site_port = port(watching.part(root, is_site=True))
    session, editor = cookie_of(colleague, "__Host-session"), cookie_of(mara, "__Host-editor")

    def ask(port, path, cookies):
        address = f"http://127.0.0.1:{port}{path}"
        return httpx.get(address, headers={"Cookie": cookies}, trust_env=False, timeout=30)

    # What is sent is what opens where it belongs.
    assert ask(node_port, "/d/", sent_cookies(colleague)).status_code == 200
    assert ask(site_port, "/cms/", sent_cookies(mara)).status_code == 200
    for name in ("__Host-session", "__Host-editor", "sessionid"):
        answer = ask(site_port, "/cms/", f"{name}={session}; {sent_cookies(colleague)}")
        assert answer.headers["Location"] == SIGN_IN
        answer = ask(node_port, "/d/", f"{name}={editor}; {sent_cookies(mara)}")
        assert answer.headers["Location"].startswith("/in/")


def parts(both):
    """Return the processes of site, of node, and in front of them."""
    root = both.process.pid
    site = set(watching.family(watching.part(root, is_site=True)))
    node = set(watching.family(watching.part(root, is_site=False)))
    return site, node, set(watching.family(root)) - site - node


def rooms(modules):
    """Return the rooms of files among these modules, and of the alliance what is not shared."""
    names = tuple(f"alongside.{room}" for room in ROOMS)
    return {one for one in modules if one.startswith(names)} - SHARED


def test_no_process_of_one_has_loaded_anything_of_the_other(home, both, colleague, mara):
    """Said by the running processes themselves, after both have been worked with."""
    for path in ("/en/help/", "/en/members/", "/en/library/", "/x/oai/?verb=Identify", "/en/w/"):
        assert colleague.get(path).status_code == 200
    for path in ("/p/", "/p/new/", "/r/", "/in/"):
        assert colleague.get(path).status_code in {200, 302}
    site, node, front = parts(both)
    told = watching.told(home.path, site | node | front)
    # Server, web process and background worker of each, and those in front.
    assert (len(site) >= 3, len(node) >= 3, len(front) >= 2) == (True, True, True)

    def held(those):
        return {module for one in those for module in told[one]}

    assert {"alongside.website.models", "wagtail"} <= held(site)
    assert {"alongside.casework.models", "alongside.vault.models"} <= held(node)
    assert "alongside.cli.front" in held(front)
    assert rooms(held(site)) == set()
    of_the_site = ("wagtail", "modelcluster", "alongside.website")
    assert {one for one in held(node) if one.startswith(of_the_site)} == set()
    assert rooms(held(front)) == set()
    assert {one for one in held(front) if one.startswith(of_the_site)} == set()


def test_neither_has_the_other_s_database_open(home, both, colleague, mara):
    site, node, front = parts(both)
    its_own = str(home.path / "site" / "site.sqlite3")
    assert watching.opened(site, ".sqlite3") == {its_own}
    assert its_own not in watching.opened(node | front, ".sqlite3")


@pytest.fixture
def another(home):
    """Serve both once more, for a test that ends them; return the server and all its processes."""
    server = home.start("serve", "--both", "--workers", "1")
    return server, set(watching.family(server.process.pid))


def nothing_is_left(processes):
    return watching.until(lambda: not any(watching.words(one) for one in processes), 30)


def test_a_part_that_ends_ends_the_other_and_is_named(another):
    server, processes = another
    os.kill(watching.part(server.process.pid, is_site=True), signal.SIGKILL)
    server.process.wait(timeout=60)
    assert server.process.returncode == 1
    assert "The public site ended by itself" in server.log()
    assert nothing_is_left(processes)


def test_to_be_ended_leaves_nothing_behind(another):
    server, processes = another
    assert len(processes) >= 8
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(timeout=60)
    assert nothing_is_left(processes)
