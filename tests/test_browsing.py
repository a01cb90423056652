"""What `browsing.py` promises to the journeys: it finds what is planted in a page."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browsing import PHONE, axe, fits, phone

pytestmark = pytest.mark.journey

PAGES = {
    "/good": "<main><h1>Files</h1><p>Two.</p></main>",
    "/unlabelled": "<main><h1>Files</h1><input name=called></main>",
    "/wide": "<main><h1>Files</h1><div style='width: 900px; height: 1px'></div></main>",
    "/elsewhere": "<main><h1>Files</h1><img alt='' src='http://192.0.2.1/pixel.png'></main>",
    "/inline": "<main><h1>Files</h1><script>document.title = 'x'</script></main>",
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = PAGES.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if self.path == "/inline":
            self.send_header("Content-Security-Policy", "default-src 'self'")
        self.end_headers()
        page = f"<!doctype html><html lang=en><title>Files</title>{body or ''}</html>"
        self.wfile.write(page.encode())

    def log_message(self, *_args):
        """Keep quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_clean_page_passes(site, page):
    phone(page).goto(f"{site}/good")
    axe(page)
    fits(page)
    assert page.viewport_size == PHONE


def test_axe_names_what_shuts_people_out(site, page):
    page.goto(f"{site}/unlabelled")
    with pytest.raises(AssertionError, match=r"label \(critical\)"):
        axe(page)


def test_a_page_wider_than_the_phone_is_found(site, page):
    phone(page).goto(f"{site}/wide")
    with pytest.raises(AssertionError, match="px wider than the screen"):
        fits(page)


def complaints(new_page):
    """Return what the fixture will complain of at the end, and take it back."""
    new_page.close()
    said = list(new_page.complaints)
    new_page.complaints.clear()
    return said


def test_a_request_to_somebody_else_is_found(site, new_page):
    page = new_page()
    page.route("http://192.0.2.1/**", lambda route: route.abort())
    page.goto(f"{site}/elsewhere")
    assert "third party: http://192.0.2.1/pixel.png" in complaints(new_page)


def test_a_broken_content_security_policy_is_found(site, new_page):
    new_page().goto(f"{site}/inline")
    [said] = [each for each in complaints(new_page) if "favicon" not in each]
    assert "Content Security Policy" in said
