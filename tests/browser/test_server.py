"""What the server answers beside the pages: headers, unknown addresses, data, bounded uploads."""

from __future__ import annotations

import asyncio
import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from analysis.tables import dataset
from app_pages import pages
from app_pages.server import guard
from benchmarks.client import Session
from tests.browser.driver import HOST, Server, serving


def ask(
    base: str,
    path: str,
    method: str = "GET",
    body: bytes | None = None,
    **headers: str,
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(HOST, urlsplit(base).port, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body=body, headers=named)
    answer = connection.getresponse()
    return answer, answer.read()


@pytest.mark.parametrize("path", ["/", "/contacts", "/data/events.csv", "/_stcore/health"])
def test_every_answer_says_who_may_frame_it(server: Server, path: str) -> None:
    answer, _body = ask(server.url, path)
    assert answer.status == 200
    for name, value in guard.HEADERS.items():
        assert answer.headers[name] == value


@pytest.mark.parametrize(
    "path", ["/nothing", "/embed/x", "/contacts/x", "/overview/x", "/wp-admin.php"]
)
def test_an_unknown_address_is_a_404_in_plain_words(server: Server, path: str) -> None:
    answer, body = ask(server.url, path)
    assert answer.status == 404
    assert "no such page" in body.decode()
    assert all(name in body.decode() for name in pages.NAMES)


def test_the_front_page_has_one_address(server: Server) -> None:
    answer, _body = ask(server.url, "/overview?lang=fr")
    assert (answer.status, answer.headers["location"]) == (308, "/?lang=fr")


def test_metrics_are_closed(server: Server) -> None:
    assert ask(server.url, "/_stcore/metrics")[0].status == 404


def test_the_door_of_agents_is_shut_unless_asked_for_and_bounded_then(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asked = "/_stcore/agent/interact", {"Content_Type": "application/json"}
    assert ask(server.url, path, "POST", b"{}", **asked)[0].status in {403, 404}
    monkeypatch.setenv("STREAMLIT_SERVER_ENABLE_AGENT_API", "true")
    monkeypatch.setenv("STREAMLIT_SERVER_AGENT_MAX_SESSIONS", "1")
    with serving() as opened:
        answer, body = ask(opened.url, path, "POST", b"{}", **asked)
        assert (answer.status, json.loads(body)["page"]["title"]) == (200, "Overview")
        answer, body = ask(opened.url, path, "POST", b"{}", **asked)
        assert json.loads(body)["error"]["code"] == "too_many_sessions"


def test_a_forged_host_is_not_passed_on(server: Server) -> None:
    _answer, body = ask(server.url, "/contacts", Host="evil.example")
    assert b"evil.example" not in body
    _answer, body = ask(server.url, "/contacts")
    assert f'content="{server.url}/contacts"'.encode() in body


@pytest.mark.parametrize("name", ["events.csv", "events.parquet", "datapackage.json"])
def test_unchanged_data_are_not_sent_again(server: Server, name: str) -> None:
    answer, body = ask(server.url, f"/data/{name}")
    assert answer.status == 200
    again, nothing = ask(server.url, f"/data/{name}", If_None_Match=answer.headers["etag"])
    assert (again.status, nothing) == (304, b"")
    if name.endswith("csv"):
        assert body == (dataset.FOLDER / name).read_bytes()
    for asked, given in (("0-3", body[:4]), ("-8", body[-8:]), (f"{len(body) - 2}-", body[-2:])):
        part, some = ask(server.url, f"/data/{name}", Range=f"bytes={asked}")
        assert (part.status, some) == (206, given), asked
    assert ask(server.url, f"/data/{name}", Range=f"bytes={len(body)}-")[0].status == 416
    for no_part in ("bytes=5-2", "bytes=-"):
        assert ask(server.url, f"/data/{name}", Range=no_part)[0].status == 200
    assert ask(server.url, f"/data/{name}", Range="lines=1-2")[0].status == 200
    assert "GET" in ask(server.url, f"/data/{name}", "OPTIONS")[0].headers["allow"]


def test_the_numbers_of_a_picture_are_read_by_address(server: Server) -> None:
    path = "/data/pictures/trade/trade-rates"
    answer, body = ask(server.url, f"{path}.csv?years=2018&years=2026")
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, "*")
    assert len(body.splitlines()) > 1, body
    again = ask(
        server.url, f"{path}.csv?years=2018&years=2026", If_None_Match=answer.headers["etag"]
    )
    assert (again[0].status, again[1]) == (304, b"")
    said = json.loads(ask(server.url, f"{path}.metadata.json?lang=zh&v=0.0.1")[1])
    assert said["dublin_core"]["dc:language"] == "zh-Hans-CN"
    assert "0.0.1" in said["notes"][0]
    assert ask(server.url, "/data/pictures/trade/nothing.csv")[0].status == 404
    assert ask(server.url, "/api/openapi.json")[0].status == 200


@pytest.mark.parametrize("path", ["/feed.atom", "/calendar.ics"])
def test_a_view_is_followed_by_address(server: Server, path: str) -> None:
    answer, body = ask(server.url, f"{path}?domains=trade&lang=fr")
    assert answer.status == 200
    assert f"{server.url}/events?event=".encode() in body.replace(b"\r\n ", b"")
    again = ask(server.url, f"{path}?domains=trade&lang=fr", If_None_Match=answer.headers["etag"])
    assert (again[0].status, again[1]) == (304, b"")
    assert ask(server.url, f"{path}?domains={'x' * 3000}")[0].status == 400
    assert ask(server.url, path, "POST")[0].status in {404, 405}


@pytest.mark.parametrize("name", ["nothing.csv", "..%2fpyproject.toml", "events.exe"])
def test_nothing_but_the_package_is_served(server: Server, name: str) -> None:
    assert ask(server.url, f"/data/{name}")[0].status in {400, 404}


def test_uploads_under_invented_names_are_bounded(server: Server) -> None:
    async def refused() -> list[int]:
        async with Session(server.url) as session:
            await session.run("your_data")
            file = {"f": ("a.zip", bytes(18 * 1024**2))}
            with session.asking() as asking:
                places = [session.place(f"invented-{number}") for number in range(4)]
                return [asking.put(place, files=file).status_code for place in places]

    # The browser of other tests has a loop of its own in this thread.
    with ThreadPoolExecutor() as thread:
        assert thread.submit(asyncio.run, refused()).result() == [204, 204, 204, 413]
