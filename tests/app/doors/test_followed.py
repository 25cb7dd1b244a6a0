"""What other programs read of a view: the same filters as the pages, the same rows."""

from __future__ import annotations

import json
from contextvars import copy_context
from pathlib import Path
from urllib.parse import urlsplit

import icalendar
import pytest
from lxml import etree

from analysis.tables.dataset import Dataset
from app_pages.frame import filters, links, published
from app_pages.server import feed, found
from app_pages.server.view import LONGEST
from tests.app.doors.server import ask, request
from tests.app.driver import checked, run_page, text

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed_of(query: object = "") -> etree._Element:
    answer = ask("/feed.atom", query)
    assert answer.status_code == 200
    return etree.fromstring(bytes(answer.body))


def calendar_of(query: object = "") -> list[icalendar.Event]:
    answer = ask("/calendar.ics", query)
    assert answer.status_code == 200
    return list(icalendar.Calendar.from_ical(bytes(answer.body)).walk("VEVENT"))


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"years": ["2018", "2020"], "actors": ["wang-yi", "trudeau-justin"], "people": "false"},
        {"years": ["2020", "2018"], "domains": ["trade", "consular"], "actors_match": "all"},
        {"years": ["1700", "2020"], "topics": "astrology", "as_of": "2019-03"},
        {"as_of": "yesterday", "directions": "CAN-CHN", "actors_role": "part", "lang": "xx"},
    ],
)
def test_an_address_means_the_same_to_a_page_and_beside_it(query: dict, dataset: Dataset) -> None:
    app = run_page(**query)
    told = {key: [each] if isinstance(each, str) else each for key, each in query.items()}
    asked, ignored = filters.read(told, dataset)
    assert app.session_state["view"].filters == asked
    warned = " ".join(element.value for element in app.warning).replace("\\", "")
    assert all(key in warned for key in ignored)
    assert len(app.warning) == len(ignored) + ("lang" in query)


def test_the_feed_is_an_atom_feed_of_new_and_changed_rows(dataset: Dataset) -> None:
    read = feed_of({"years": ["1968", "2026"]})
    SCHEMA.assertValid(read)
    # An author for all entries, or one in each (RFC 4287, section 4.1.1).
    assert read.findall("a:author", ATOM)
    for element in ("id", "title", "updated"):
        assert len(read.findall(f"a:{element}", ATOM)) == 1
    entries = read.findall("a:entry", ATOM)
    assert len(entries) == feed.MOST
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        assert entry.findtext("a:title", namespaces=ATOM)
        assert entry.findtext("a:updated", namespaces=ATOM).startswith("2026-11-29T00:00:00")
        assert dataset.package.version in entry.findtext("a:summary", namespaces=ATOM)
        assert entry.find("a:link", ATOM).get("href").startswith("http://localhost:8501/")


def test_the_feed_holds_the_rows_of_its_filters_alone(dataset: Dataset) -> None:
    read = feed_of({"domains": "trade", "lang": "fr"})
    opened = {
        urlsplit(entry.find("a:link", ATOM).get("href")).query.split("&")[0]
        for entry in read.findall("a:entry", ATOM)
        if entry.find("a:category", ATOM).get("term") == "events"
    }
    new = dataset.changes[dataset.changes["table"] == "events"]["row_id"]
    events = dataset.events
    kept = events[events["event_id"].isin(new) & (events["domain"] == "trade")]
    kept = kept[kept["date"].dt.year >= 2015]
    assert len(kept) > 5
    assert opened == {f"event={event_id}" for event_id in kept["event_id"]}
    assert "commerce" in read.findtext("a:subtitle", namespaces=ATOM).lower()


def test_the_calendar_holds_what_is_known_to_the_day(dataset: Dataset) -> None:
    held = calendar_of({"years": ["2018", "2019"]})
    assert len({str(each["uid"]) for each in held}) == len(held)
    starts = [str(each["uid"]) for each in held]
    contacts = dataset.contacts[dataset.contacts["date"].dt.year.isin([2018, 2019])]
    exact = contacts[contacts["date_precision"] == "day"]
    assert len(exact) > 10
    found = {uid.split("/")[1] for uid in starts if uid.startswith("contacts/")}
    assert found == set(exact["contact_id"])
    # Nobody is busy on the days of the record.
    assert {str(each["transp"]) for each in held} == {"TRANSPARENT"}
    yearly = [each for each in held if "rrule" in each]
    assert yearly
    assert {str(each["uid"]).split("/")[0] for each in yearly} == {"events"}
    # A measure that was in force then may have begun long before.
    assert {each["dtstart"].dt.year for each in held} == {2018, 2019}
    kinds = {uid.split("/")[0] for uid in starts}
    assert kinds == {"contacts", "events", "trade_restrictions", "consular_milestones"}


@pytest.mark.parametrize("path", ["/feed.atom", "/calendar.ics"])
def test_what_is_not_known_is_said_and_never_read_as_markup(path: str) -> None:
    answer = ask(path, {"domains": "<b>astrology</b>", "years": ["2018", "2018"]})
    told = bytes(answer.body).decode().replace("\r\n ", "")
    assert "astrology" in told
    assert answer.headers["content-type"].split(";")[0] in {feed.KIND, "text/calendar"}
    if path == "/feed.atom":
        assert "<b>" not in told


@pytest.mark.parametrize("path", ["/feed.atom", "/calendar.ics"])
@pytest.mark.parametrize("query", ["domains=" + "x" * LONGEST, "domains=%00", "lang=%1b"])
def test_a_bad_address_is_refused_in_plain_words(path: str, query: str) -> None:
    answer = ask(path, query)
    assert answer.status_code == 400
    assert bytes(answer.body).decode().startswith("This address ")


@pytest.mark.parametrize("space", ["\u3000", "\u00a0", "\u202f"])
def test_a_space_of_any_width_is_text(space: str) -> None:
    assert ask("/feed.atom", {"domains": "trade", "asked": f"孟{space}晚舟"}).status_code == 200


@pytest.mark.parametrize("path", ["/feed.atom", "/calendar.ics"])
def test_what_did_not_change_is_not_sent_again(path: str) -> None:
    tag = ask(path, "domains=trade").headers["etag"]
    assert ask(path, "domains=trade", if_none_match=tag).status_code == 304
    assert ask(path, "domains=trade&v=1.0.0", if_none_match=tag).status_code == 200


def test_a_forged_host_is_not_passed_on() -> None:
    told = bytes(ask("/feed.atom", "", host="evil.example").body).decode()
    assert "evil.example" not in told


def test_no_path_alone_is_given_where_an_address_is_meant() -> None:
    elsewhere = {"host": "evil.example"}
    held = bytes(ask("/calendar.ics", "", **elsewhere).body).decode()
    assert "SUMMARY:" in held
    assert "\r\nURL:" not in held
    assert "Retrieved" not in bytes(ask("/brief.html", "", **elsewhere).body).decode()
    about = ask("/data/pictures/trade/trade-standing.metadata.json", "", **elsewhere)
    assert "url = " not in json.loads(bytes(about.body))["citation"]["bibtex"]
    assert "\r\nURL:http" in bytes(ask("/calendar.ics").body).decode()


def test_the_head_of_a_page_names_both_with_its_filters() -> None:
    head = copy_context().run(found.head, request("/trade", 'actors=wang-yi&own=1&trade_section="'))
    for path in (links.FEED, links.CALENDAR):
        assert f'href="{path}?actors=wang-yi"' in head


def test_a_page_leads_to_both_with_its_filters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "_served", [True])
    app = run_page("trade", domains="trade")
    app.session_state["take-away"] = True
    told = text(checked(app.run()))
    for path in (links.FEED, links.CALENDAR):
        assert f"(<{path}?domains=trade>)" in told
