"""Every address inside the dashboard is made in one place, and keeps what the reader chose."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from analysis.tables.dataset import Dataset
from app_pages import pages
from app_pages.frame import links
from app_pages.frame import page as frame
from tests.app.driver import run_page

HOUSE = Path(links.__file__).parents[2]

BY_HAND = re.compile(rf"(?:^|[(/])(?:{'|'.join(pages.NAMES)})\?|\?\w+=")
"""An address of the dashboard, or the beginning of one, that a text spells."""

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


def test_only_an_address_of_the_web_becomes_a_link() -> None:
    assert links.web("a*", "https://a.example/b c") == "[a\\*](<https://a.example/b%20c>)"
    for other in ("", "httpx://a", "http:a", "javascript:alert(1)", "archive, box 4"):
        assert links.web("a*", other) == "a\\*"


def texts(path: Path) -> Iterator[str]:
    """The texts in the code of a module that are neither told to a reader nor documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        or (isinstance(node, ast.Call) and ast.unparse(node.func) in {"_", "plural"})
        for part in ([node.value] if isinstance(node, ast.Expr) else node.args)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def test_no_address_is_made_by_hand() -> None:
    modules = [
        p for floor in ("analysis", "charts", "app_pages") for p in (HOUSE / floor).rglob("*.py")
    ]
    found = {
        path.relative_to(HOUSE).as_posix()
        for path in modules
        if path != Path(links.__file__)
        and (
            any(BY_HAND.search(text) for text in texts(path))
            or re.search(r"\b(?:urlencode|urljoin)\b", path.read_text("utf-8"))
        )
    }
    assert found == set()


def test_every_shared_filter_travels_with_a_link() -> None:
    app = run_page(
        "contacts",
        actors="wang-yi",
        actors_match="all",
        actors_role="part",
        topics="canola",
        domains="trade",
        directions="mutual",
        years=["2016", "2020"],
    )
    set_ = {key for key in app.query_params if key in links.FILTERS}
    assert set_ == set(links.FILTERS) - {"people"}
    assert set(frame.default_choices()) == {*links.FILTERS, "as_of"}
