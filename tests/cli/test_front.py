"""One address before two processes: each path reaches its own, whole and unchanged."""

import io
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings

from alongside.cli import front
from alongside.organisations import tries, unlocking

pytestmark = pytest.mark.server


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.answer(b"")

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, body):
        said = [self.path, self.headers.get("X-Forwarded-For", ""), self.headers.get("Cookie", "")]
        content = "\n".join(said).encode() + b"\n" + body
        self.send_response(303 if self.path == "/out/" else 200)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Set-Cookie", "a=1")
        self.send_header("Set-Cookie", "b=2")
        self.send_header("Connection", "keep-alive")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words):
        pass


@pytest.fixture
def echo(monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name in ("NODE", "SITE"):
        monkeypatch.setenv(f"ALONGSIDE_{name}_PORT", str(server.server_port))
    yield server
    server.shutdown()
    server.server_close()


def ask(path, method="GET", body=b"", **more):
    """Ask the front as a web server does; return status, headers and body."""
    told = {}

    def start_response(status, headers):
        told.update(status=status, headers=headers)

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "REMOTE_ADDR": "203.0.113.9",
        "CONTENT_LENGTH": str(len(body)) if body else "",
        "wsgi.input": io.BytesIO(body),
    } | more
    answer = front.application(environ, start_response)
    try:
        content = b"".join(answer)
    finally:
        getattr(answer, "close", bool)()
    return told["status"], told["headers"], content


@pytest.mark.parametrize(
    ("path", "is_site"),
    [
        ("/", True),
        ("/en/", True),
        ("/en", True),
        ("/es/library/", True),
        ("/cms/pages/", True),
        ("/x/s/ui/mark.svg", True),
        ("/out/", True),
        ("/in/", False),
        ("/p/", False),
        ("/english/", False),
        ("/leave", False),
        ("//en/", False),
        ("/cmsx", False),
    ],
)
def test_each_path_has_its_process(path, is_site):
    assert front.is_site(path) is is_site


def test_what_was_sent_arrives_and_the_answer_comes_back(echo):
    body = bytes(range(256)) * 1000
    status, headers, content = ask("/p/", "POST", body, HTTP_COOKIE="c=3", QUERY_STRING="q=1")
    assert status == "200 OK"
    assert content == b"/p/?q=1\n203.0.113.9\nc=3\n" + body
    assert [value for name, value in headers if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert "connection" not in {name.lower() for name, _value in headers}


def test_letters_of_any_script_in_an_address(echo):
    path = "/en/কাজ/"
    _status, _headers, content = ask(path.encode().decode("latin-1"))
    assert content.startswith(b"/en/%E0%A6%95%E0%A6%BE%E0%A6%9C/\n")


def test_who_asked_stands_last_whatever_she_wrote_herself(echo):
    _status, _headers, content = ask("/in/", HTTP_X_FORWARDED_FOR="10.0.0.1")
    assert content.split(b"\n")[1] == b"10.0.0.1, 203.0.113.9"


def test_a_redirection_is_handed_on_and_not_followed(echo):
    assert ask("/out/")[0] == "303 See Other"


def test_a_part_that_does_not_run_is_named_in_words(monkeypatch):
    for name in ("NODE", "SITE"):
        monkeypatch.setenv(f"ALONGSIDE_{name}_PORT", "1")
    status, _headers, content = ask("/en/")
    assert status == "502 Bad Gateway"
    assert content == b"This part is not running just now. Try again in a moment."


class Raw:
    """A part that reads a whole request and answers with the bytes a test gives it."""

    def __init__(self, answer, *, reads_on=True):
        self.answer, self.heard, self.reads_on = answer, b"", reads_on
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        line, _address = self.listener.accept()
        with line:
            line.settimeout(5)
            while b"\r\n\r\n" not in self.heard:
                self.heard += line.recv(65536)
            line.sendall(self.answer)
            if not self.reads_on:
                return
            line.shutdown(socket.SHUT_WR)
            # Until the front closes its end: a line it forgot would hold this thread.
            while more := line.recv(65536):
                self.heard += more

    def close(self):
        self.thread.join(timeout=5)
        self.listener.close()


@pytest.fixture
def raw(monkeypatch):
    made = []

    def raw(answer=b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", **how):
        part = Raw(answer, **how)
        made.append(part)
        for name in ("NODE", "SITE"):
            monkeypatch.setenv(f"ALONGSIDE_{name}_PORT", str(part.port))
        return part

    yield raw
    for part in made:
        part.close()


def heard(part):
    """Return the headers a part was sent, by small letters."""
    lines = part.heard.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
    return {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}


def test_a_length_that_a_visitor_spells_otherwise_is_not_one(raw):
    """`Content_Length: 5` reaches us as HTTP_CONTENT_LENGTH; the part would wait for five bytes."""
    part = raw()
    ask("/en/", HTTP_CONTENT_LENGTH="5", HTTP_CONTENT_TYPE="text/x-other")
    assert not {"content-length", "content-type"} & set(heard(part))


def test_what_is_for_the_next_neighbour_alone_goes_no_further(raw):
    part = raw()
    ask(
        "/en/",
        HTTP_CONNECTION="close, X-Inner, Host, X-Forwarded-For",
        HTTP_X_INNER="1",
        HTTP_EXPECT="100-continue",
        HTTP_UPGRADE="websocket",
        HTTP_HOST="here.example",
    )
    sent = heard(part)
    assert not {"x-inner", "expect", "upgrade", "connection"} & set(sent)
    assert (sent["host"], sent["x-forwarded-for"]) == ("here.example", "203.0.113.9")


def test_a_body_of_unknown_length_is_asked_to_name_it():
    status, _headers, _content = ask("/en/", "POST", b"", HTTP_TRANSFER_ENCODING="chunked")
    assert status == "411 Length Required"


def test_no_page_of_one_part_can_stand_between_a_browser_and_the_other(raw):
    assert ask("/", HTTP_SERVICE_WORKER="script")[0] == "404 Not Found"
    raw(b"HTTP/1.1 200 OK\r\nService-Worker-Allowed: /\r\nContent-Length: 0\r\n\r\n")
    assert ask("/x/s/worker.js")[1] == [("Content-Length", "0")]


COOKIES = "__Host-session=1; __Host-editor=2; __Host-left=3; __Host-unlock=4;"


def test_each_part_is_sent_its_own_cookies_alone(raw):
    part = raw()
    ask("/en/", HTTP_COOKIE=COOKIES)
    assert heard(part)["cookie"] == "__Host-editor=2; __Host-left=3"
    part = raw()
    ask("/p/", HTTP_COOKIE=COOKIES)
    assert heard(part)["cookie"] == "__Host-session=1; __Host-unlock=4"
    part = raw()
    ask("/en/", HTTP_COOKIE="__Host-session=1")
    assert "cookie" not in heard(part)


def test_neither_sets_a_cookie_of_the_other(raw):
    both = b"Set-Cookie: __Host-session=evil; Path=/\r\nSet-Cookie: __Host-left=1; Path=/\r\n"
    answer = b"HTTP/1.1 200 OK\r\n" + both + b"Content-Length: 0\r\n\r\n"
    raw(answer)
    assert ("Set-Cookie", "__Host-left=1; Path=/") in ask("/en/")[1]
    raw(answer)
    assert ("Set-Cookie", "__Host-left=1; Path=/") not in ask("/p/")[1]
    raw(answer)
    assert ("Set-Cookie", "__Host-session=evil; Path=/") not in ask("/en/")[1]


def test_the_node_has_no_cookie_of_the_site_s_names():
    names = {
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        settings.LANGUAGE_COOKIE_NAME,
        tries.COOKIE,
        unlocking.COOKIE,
    }
    assert names & front.SITE_COOKIES == set()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 9999 What\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 200 + b"\r\n",
    ],
)
def test_an_answer_that_is_none_is_said_in_words(raw, answer):
    raw(answer)
    assert ask("/en/")[0] == "502 Bad Gateway"


def test_an_answer_before_all_was_sent_is_heard(raw):
    """As where something is too large: the part answers and closes, and reads no further."""
    raw(b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n", reads_on=False)
    assert ask("/p/", "POST", bytes(8 * 1024 * 1024))[0] == "413 Too Large"


def test_what_has_come_is_given_on_without_waiting_for_more(raw):
    part = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + b"first")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/en/", "REMOTE_ADDR": "203.0.113.9"}
    answer = front.application(environ, lambda *_told: None)
    assert next(iter(answer)) == b"first"
    answer.close()
    part.thread.join(timeout=5)
    assert not part.thread.is_alive()


def test_the_line_is_closed_where_nobody_reads_the_answer(raw):
    part = raw()
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/en/", "REMOTE_ADDR": "203.0.113.9"}
    front.application(environ, lambda *_told: None).close()
    part.thread.join(timeout=5)
    assert not part.thread.is_alive()
