"""The addresses of the dashboard: every link inside it is made here.

A link may open a window of its own, which knows nothing of the choices made in this one. So the
language, the day, the version and the pair in force travel with every address, and the shared
filters with all but those that lead to the whole record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import pandas as pd
import streamlit as st

from analysis.tables import kinds
from analysis.tables.dataset import Dataset, row_ids
from app_pages.frame.text import plain, target

OWN = "own"
"""The parameter that names tables which a reader brought (see `uploaded`)."""

RECORD = ("lang", "as_of", "v", "pair", OWN)
"""The parameters that say which record is shown, and in which language."""

FILTERS = (
    *("years", "actors", "actors_match", "actors_role", "people"),
    *("topics", "domains", "directions"),
)
"""The parameters that narrow what is shown of it."""

FEED, CALENDAR = "feed.atom", "calendar.ics"
"""The addresses, beside the pages, of what is new in a view and of its dates."""

DATA, DATA_OF_PAIR = "data/{name}", "data/pairs/{pair}/{name}"
"""The addresses of the files of the package that is shown, and of one of another pair."""

PICTURES = "data/pictures"
"""The address below which the numbers of every picture lie, by its page and its key."""

EMBED = "embed"
"""The address below which each picture stands alone, to be framed by any site."""

BRIEF, BRIEF_PAGE = "brief.docx", "brief.html"
"""The briefing on a view, as a document and as a page to print."""

Query = list[tuple[str, str]]

_carried: ContextVar[Query | None] = ContextVar("carried", default=None)


def carried() -> Query:
    """The parameters of the view in force, which travel with every address."""
    kept = _carried.get()
    if kept is not None:
        return kept
    return [(key, v) for key in (*RECORD, *FILTERS) for v in st.query_params.get_all(key)]


def carry(query: Query) -> None:
    """Let these parameters travel from here on: for what runs outside of the reader's session."""
    _carried.set(query)


@contextmanager
def in_pair(name: str) -> Iterator[None]:
    """Let every address made in here lead to the tables of this pair."""
    kept = [(key, value) for key, value in carried() if key not in ("pair", OWN)]
    before = _carried.set([*kept, ("pair", name)] if name else kept)
    try:
        yield
    finally:
        _carried.reset(before)


def page(
    name: str,
    /,
    *,
    whole: bool = False,
    **parameters: str | Sequence[str] | None,
) -> str:
    """The address of a page with these parameters; those that are None are left out.

    With `whole` the filters stay behind: for a link to rows that no filter narrows.
    """
    asked = {key: value for key, value in parameters.items() if value is not None}
    kept = [
        (key, value)
        for key, value in carried()
        if key not in asked and not (whole and key in FILTERS)
    ]
    query = urlencode([*asked.items(), *kept], doseq=True)
    return f"{name}?{query}" if query else name


def row(table: str, row_id: str, *, whole: bool = False) -> str:
    """The address of the card of a row: everything on record about it.

    `row_id` is what `analysis.tables.dataset.row_ids` gives. Rows of tables that have no page of
    their own are opened by the page of the evidence.
    """
    kind = kinds.of(table)
    return page(kind.page, whole=whole, **{kind.parameter: kind.value(table, row_id)})


def rows(frame: pd.DataFrame, table: str, record: Dataset) -> list[str]:
    """The address of the card of each row."""
    return [row(table, row_id) for row_id in row_ids(frame, record.package.tables[table])]


def markdown(label: str, address: str) -> str:
    """A link as Markdown, its label and its address made safe."""
    return f"[{plain(label)}]({target(address)})"


def web(label: str, address: str) -> str:
    """A link to an address of the web as Markdown; of any other text the label alone."""
    return markdown(label, address) if address.startswith(("http://", "https://")) else plain(label)


def here() -> str:
    """The address of the page as it is shown, with every choice that it carries; "" if unknown."""
    url = urlsplit(st.context.url or "")
    asked = [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
    return (
        urlunsplit((url.scheme, url.netloc, url.path, urlencode(asked), "")) if url.netloc else ""
    )


def of_package(name: str, pair: str) -> str:
    """The address of a file of the package, of another pair where `pair` names one."""
    return (DATA_OF_PAIR if pair else DATA).format(pair=pair, name=name)


def numbers(page: str, key: str) -> str:
    """The address of the numbers of a picture of this page, with every choice that it carries."""
    return f"{root()}{PICTURES}/{page}/{key}.csv{_published()}"


def embed(page: str, key: str) -> str:
    """The address at which the same picture stands alone."""
    return f"{root()}{EMBED}/{page}/{key}{_published()}"


def _published() -> str:
    """Every choice that the page carries but that of a reader's own tables."""
    asked = parse_qsl(urlsplit(here()).query)
    return query([(name, value) for name, value in asked if name != OWN])


def frame(address: str, title: str, width: int | str = "100%", height: int = 620) -> str:
    """The HTML that shows a picture in a page of any site."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width}" '
        f'height="{height}" style="border:0" loading="lazy"></iframe>'
    )


def query(items: Query) -> str:
    """These parameters as the end of an address; "" where there is none."""
    return f"?{urlencode(items)}" if items else ""


def of_version(address: str, version: str) -> str:
    """The same address, with the version of the record that it is to show; "" stays as it is."""
    url = urlsplit(address)
    asked = [(key, value) for key, value in parse_qsl(url.query) if key != "v"]
    query = urlencode([*asked, ("v", version)]) if address and version else url.query
    return urlunsplit(url._replace(query=query))


def root() -> str:
    """The address at which the dashboard begins, without the page and its choices."""
    return urljoin(here(), ".")
