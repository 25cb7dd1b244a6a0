"""Every address inside the dashboard is made in one place, and keeps what the reader chose."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from analysis.tables.dataset import Dataset
from app_pages.frame import links

CHOSEN = [
    ("lang", "zh"),
    ("as_of", "2019-02-01"),
    ("v", "1.0.0"),
    ("pair", "a-b"),
    ("years", "2018"),
    ("years", "2020"),
]


def chosen(made: str) -> dict[str, list[str]]:
    """The parameters of an address that was made while CHOSEN was in force."""
    return parse_qs(urlsplit(made).query)


@pytest.fixture
def _view() -> Iterator[None]:
    """A view in which a reader has chosen something."""
    token = links._carried.set(CHOSEN)
    yield
    links._carried.reset(token)


@pytest.mark.parametrize(
    ("table", "row", "page", "query"),
    [
        ("events", "a", "events", {"event": ["a"]}),
        ("contacts", "a", "contacts", {"contact": ["a"]}),
        ("trade_restrictions", "a", "trade", {"restriction": ["a"]}),
        ("consular_cases", "a", "consular", {"case": ["a"]}),
        ("consular_milestones", "a@2020-01", "consular", {"case": ["a"]}),
        ("statements", "a", "statements", {"statement": ["a"]}),
        ("actors", "a", "actors", {"actor": ["a"]}),
        ("offices", "a@2020", "actors", {"actor": ["a"]}),
        ("sources", "a", "evidence", {"source": ["a"]}),
        ("observations", "a@2020-12-31", "evidence", {"row": ["observations:a@2020-12-31"]}),
        ("events", "a&b=c #?", "events", {"event": ["a&b=c #?"]}),
    ],
)
def test_each_row_has_an_address(
    table: str, row: str, page: str, query: dict[str, list[str]]
) -> None:
    parts = urlsplit(links.row(table, row))
    assert parts.path == page
    assert parse_qs(parts.query) == query


def test_every_row_that_a_claim_is_about_has_an_address(dataset: Dataset) -> None:
    for table in dataset.package.tables:
        whole = dataset.tables()[table]
        assert len(links.rows(whole, table, dataset)) == len(whole)


@pytest.mark.usefixtures("_view")
def test_what_was_chosen_travels_with_every_address() -> None:
    assert chosen(links.row("events", "a")) == {
        "event": ["a"], "lang": ["zh"], "as_of": ["2019-02-01"], "v": ["1.0.0"], "pair": ["a-b"],
        "years": ["2018", "2020"],
    }  # fmt: skip


@pytest.mark.usefixtures("_view")
def test_a_link_to_the_whole_record_leaves_the_filters_behind() -> None:
    assert set(chosen(links.page("method", whole=True))) == {"lang", "as_of", "v", "pair"}


@pytest.mark.usefixtures("_view")
def test_a_parameter_that_is_given_takes_the_place_of_the_one_in_force() -> None:
    made = chosen(links.page("events", years=["1970", "1971"], chain=None))
    assert made["years"] == ["1970", "1971"]
    assert "chain" not in made


def test_signs_of_markdown_stay_inside_a_link() -> None:
    assert links.markdown("a](b", "events?event=<x>") == "[a\\]\\(b](<events?event=%3Cx%3E>)"
