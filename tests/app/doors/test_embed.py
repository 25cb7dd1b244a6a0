"""One picture for a page of any site, and how other programs learn to frame it."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from app_pages.doors.thumbnail import size
from tests.app.doors.server import ask

HERE = "http://localhost:8501"


@pytest.mark.parametrize("path", ["/embed/trade/trade-rates", "/embed/contacts/contacts-map"])
def test_an_embed_holds_the_picture_its_source_and_the_way_back(path: str) -> None:
    answer = ask(path, {"years": ["2018", "2026"], "lang": "fr"})
    told = bytes(answer.body).decode()
    assert answer.headers["content-security-policy"] == "frame-ancestors *"
    assert 'lang="fr' in told
    page = path.split("/")[2]
    assert f'href="{HERE}/{page}?years=2018&amp;years=2026&amp;lang=fr"' in told
    assert "Source" in told
    assert "Affiché\u00a0: 2018–2026." in told
    assert "<details" not in told
    assert len(re.findall("<h1>", told)) == 1


def test_an_embed_that_did_not_change_is_not_sent_again() -> None:
    path = "/embed/trade/trade-rates"
    assert ask(path, if_none_match=ask(path).headers["etag"]).status_code == 304


def test_an_embed_tells_the_filters_that_act_on_its_page() -> None:
    query = {"years": ["1968", "2026"], "domains": "trade"}
    told = bytes(ask("/embed/events/event-roots", query).body).decode()
    assert '<p class="quiet">Shown: Trade.</p>' in told
    other = bytes(ask("/embed/compare/compare-lanes", query).body).decode()
    assert '<p class="quiet">Shown' not in other


def test_an_embed_leads_to_what_tells_how_it_is_framed() -> None:
    told = bytes(ask("/embed/trade/trade-rates", "years=2018&years=2026").body).decode()
    found = unescape(re.search(r'json\+oembed" href="([^"]+)"', told)[1])
    parts = urlsplit(found)
    said = json.loads(bytes(ask(parts.path, [*parse_qsl(parts.query), ("maxwidth", "300")]).body))
    assert (said["version"], said["type"], said["width"]) == ("1.0", "rich", 300)
    source = unescape(re.search(r'src="([^"]+)"', said["html"])[1])
    assert source == f"{HERE}/embed/trade/trade-rates?years=2018&years=2026"


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/embed/trade/nothing", "", 404),
        ("/embed/trade/<script>", "", 404),
        ("/oembed", "", 404),
        ("/oembed", {"url": "https://evil.example/embed/trade/trade-rates"}, 404),
        ("/oembed", {"url": f"{HERE}/embed/trade/nothing"}, 404),
        ("/oembed", {"url": "http://[::1"}, 404),
        ("/oembed", {"url": f"{HERE}/embed/trade/trade-rates", "format": "xml"}, 501),
    ],
)
def test_a_bad_address_is_refused_in_plain_words(path: str, query: object, status: int) -> None:
    answer = ask(path, query)
    assert (answer.status_code, answer.media_type) == (status, "text/plain")
    framed = answer.headers.get("content-security-policy") == "frame-ancestors *"
    assert framed == path.startswith("/embed/")


def test_nothing_of_the_address_is_read_as_markup() -> None:
    hostile = '"><script>alert(1)</script>'
    told = bytes(ask("/embed/trade/trade-rates", {"domains": hostile, hostile: "x"}).body).decode()
    assert "<script>alert(1)" not in told


@pytest.mark.parametrize("path", ["/embed/contacts/contacts-map", "/embed/trade/trade-rates"])
def test_a_thumbnail_is_a_png_of_the_size_that_is_told(path: str) -> None:
    made = ask(f"{path}.png", {"years": ["2018", "2026"]})
    assert made.media_type == "image/png"
    assert bytes(made.body).startswith(b"\x89PNG")
    said = json.loads(bytes(ask("/oembed", {"url": f"{HERE}{path}?years=2018&years=2026"}).body))
    assert said["thumbnail_url"] == f"{HERE}{path}.png?years=2018&years=2026"
    assert (said["thumbnail_width"], said["thumbnail_height"]) == size(bytes(made.body))
    assert min(size(bytes(made.body))) > 100


def test_a_picture_of_another_pair_has_no_thumbnail_of_this_one() -> None:
    path, query = "/embed/trade/trade-rates", "pair=aus-chn"
    assert ask(f"{path}.png", query).status_code == 404
    said = json.loads(bytes(ask("/oembed", {"url": f"{HERE}{path}?{query}"}).body))
    assert "pair=aus-chn" in said["html"]
    assert "thumbnail_url" not in said
