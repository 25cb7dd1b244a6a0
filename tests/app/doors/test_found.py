"""Machines find what there is: in the first page, and where each kind of them looks."""

from __future__ import annotations

import json
import re
from contextvars import copy_context
from hashlib import sha256
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
from lxml import etree
from starlette.routing import Route

from analysis.tables.dataset import TABLES, Dataset, home_of_pairs
from app_pages import pages
from app_pages.server import found
from charts.speech.language import LANGUAGES
from tests.app.doors.server import ROUTES, ask, request

HERE = "http://localhost:8501"


def linked_data(path: str, query: str = "") -> list[dict[str, Any]]:
    head = copy_context().run(found.head, request(path, query))
    return [json.loads(text) for text in re.findall(r'ld\+json">(.*?)</script>', head)]


def test_the_front_page_tells_what_the_tables_are(dataset: Dataset) -> None:
    (said,) = linked_data("/")
    assert (said["@context"], said["@type"]) == ("https://schema.org/", "Dataset")
    assert said["name"] == dataset.package.title
    assert 50 <= len(said["description"]) <= 5000
    assert said["license"] == ["https://creativecommons.org/licenses/by/4.0/"]
    offered = {each["contentUrl"] for each in said["distribution"]}
    assert {f"{HERE}/data/{table}.csv" for table in TABLES} <= offered
    assert linked_data("/trade") == []


def test_nothing_of_the_tables_ends_the_script(dataset: Dataset) -> None:
    head = copy_context().run(found.head, request("/", "actors=</script><script>alert(1)"))
    assert head.count("<script") == head.count("</script") == 1


def test_croissant_holds_every_table_and_field(dataset: Dataset, package: Path) -> None:
    said = json.loads(bytes(ask("/data/croissant.json").body))
    assert said["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    sets = {each["name"]: each for each in said["recordSet"]}
    files = {each["@id"]: each for each in said["distribution"]}
    for name, table in dataset.package.tables.items():
        assert [each["name"] for each in sets[name]["field"]] == [f.name for f in table.fields]
        assert {key["@id"] for key in sets[name]["key"]} <= {f["@id"] for f in sets[name]["field"]}
        for field in sets[name]["field"]:
            assert field["source"]["fileObject"]["@id"] in files
    read = mlcroissant.Dataset(jsonld=said)
    assert (read.metadata.issues.errors, read.metadata.issues.warnings) == (set(), set())
    content = (package / "events.csv").read_bytes()
    assert files["events.csv"]["sha256"] == sha256(content).hexdigest()


def test_another_pair_is_told_with_its_own_files() -> None:
    (said,) = linked_data("/", "pair=aus-chn")
    assert said["name"].startswith("Australia")
    offered = {each["contentUrl"] for each in said["distribution"]}
    assert f"{HERE}/data/pairs/aus-chn/events.csv" in offered
    assert f"{HERE}/data/croissant.json?pair=aus-chn" in offered
    told = json.loads(bytes(ask("/data/croissant.json", "pair=aus-chn").body))
    (events,) = [each for each in told["distribution"] if each["@id"] == "events.csv"]
    assert events["contentUrl"] == f"{HERE}/data/pairs/aus-chn/events.csv"
    held = (home_of_pairs() / "aus-chn" / "events.csv").read_bytes()
    assert events["sha256"] == sha256(held).hexdigest()
    # The files of an earlier version have no address.
    assert ask("/data/croissant.json", "v=1.0.0").status_code == 404


def test_the_sitemap_names_every_page_in_every_language() -> None:
    read = etree.fromstring(bytes(ask("/sitemap.xml").body))
    places = [element.text for element in read.iter("{*}loc")]
    assert len(places) == len(set(places)) == len(pages.NAMES) * len(LANGUAGES)
    assert {f"{HERE}/", f"{HERE}/trade", f"{HERE}/trade?lang=fr"} <= set(places)


def test_robots_are_sent_to_the_sitemap() -> None:
    assert f"Sitemap: {HERE}/sitemap.xml" in bytes(ask("/robots.txt").body).decode()


def test_llms_txt_names_pages_and_doors() -> None:
    told = bytes(ask("/llms.txt").body).decode()
    assert told.startswith("# ")
    for path in re.findall(r"\]\((http[^)]+)\)", told):
        inside = path.removeprefix(HERE)
        served = inside.strip("/") in {"", *pages.NAMES, "data/datapackage.json"}
        assert served or ask(inside).status_code == 200


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_the_page_of_another_site_may_ask_whether_it_may_read(route: Route) -> None:
    answer = ask(route.path, method="OPTIONS", origin="https://other.example")
    assert (answer.status_code, answer.body) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]
