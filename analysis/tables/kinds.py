"""What each table is: where its rows are shown, what dates them, who is in them, what they say.

One line here is all that the program knows of a table beyond its schema. A table without a line
(one that somebody added to a package) is loaded, checked, exported and listed all the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Kind:
    """What the rows of one table are.

    - `page`, `parameter`: the page that opens the card of a row, and the parameter of its address
      that names the row. `on_card_of` says that the row is told on the card of what its compound
      key begins with: a step on the card of its case, a term on that of its actor.
    - `dated_by`: the columns that date a row in lists, the first known one counts.
    - `known_by`: the columns that say when a row was known, the first known one counts; the same
      as `dated_by` unless said otherwise.
    - `named_by`: the column of text by which a reader knows a row.
    - `people`: the columns that name the actors who take part; `about`: columns that may name an
      actor whom a row speaks of.
    - `texts`: the columns of free text that are searched, the first to be shown first.
    - `topics`: the columns that hold topics.
    - `terms`: the columns of a vocabulary whose labels are searched too.
    - `columns`: what a list of rows shows.
    - `filtered`: do filters remove rows? The rows of other tables say what these rows mean.
    """

    page: str = "evidence"
    parameter: str = "row"
    on_card_of: bool = False
    dated_by: tuple[str, ...] = ()
    known_by: tuple[str, ...] = ()
    named_by: str = ""
    people: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    filtered: bool = False

    @property
    def has_card(self) -> bool:
        """Has a row a card of its own, or a place on another's?"""
        return self.parameter != "row"

    @property
    def roles(self) -> tuple[str, ...]:
        """Every column by which an actor may appear in a row."""
        return self.people + self.about

    def value(self, table: str, row_id: str) -> str:
        """The value of `parameter` that names this row.

        `row_id` is what `analysis.tables.dataset.row_ids` gives. Rows without a card are named
        with their table.
        """
        if not self.has_card:
            return f"{table}:{row_id}"
        return row_id.split("@")[0] if self.on_card_of else row_id

    def dates(self, rows: pd.DataFrame) -> pd.Series:
        """The date of each row of the table; missing where unknown."""
        return _first_known(rows, self.dated_by)

    def precision(self, rows: pd.DataFrame) -> pd.Series:
        """How exactly each of these dates is known: day, month or year; missing where unknown."""
        exact = pd.Series(None, index=rows.index, dtype=object)
        for column in self.dated_by:
            own = rows.get(f"{column}_precision", pd.Series("day", rows.index))
            exact = exact.fillna(own.astype(object).where(rows[column].notna()))
        return exact

    def latest_first(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows in the order of their dates, those without one last."""
        return rows.loc[self.dates(rows).sort_values(ascending=False, kind="stable").index]

    def known(self, rows: pd.DataFrame) -> pd.Series:
        """The day from which each row was known; missing where it is not told."""
        return _first_known(rows, self.known_by or self.dated_by)


KINDS: dict[str, Kind] = {
    "events": Kind(
        page="events",
        parameter="event",
        dated_by=("date",),
        named_by="title",
        people=("initiator", "target"),
        texts=("title", "summary", "location"),
        topics=("topics",),
        columns=("date", "title", "initiator", "target", "domain"),
        filtered=True,
    ),
    "contacts": Kind(
        page="contacts",
        parameter="contact",
        dated_by=("date",),
        named_by="occasion",
        people=("side_a", "side_b", "third_party"),
        texts=("occasion", "outcome", "account_a", "account_b", "place_city"),
        topics=("topics_a", "topics_b", "topics_shared"),
        columns=("date", "format", "side_a", "side_b", "place_city", "occasion"),
        filtered=True,
    ),
    "trade_restrictions": Kind(
        page="trade",
        parameter="restriction",
        dated_by=("effective", "announced"),
        known_by=("announced", "effective"),
        named_by="product",
        texts=("product", "stated_reason", "note"),
        terms=("measure", "product_group"),
        columns=(
            *("imposed_by", "product", "measure"),
            *("announced", "effective", "ended", "status"),
        ),
        filtered=True,
    ),
    "consular_cases": Kind(
        page="consular",
        parameter="case",
        dated_by=("detained",),
        named_by="person",
        people=("person",),
        texts=("allegation", "place", "sentence", "note"),
        terms=("status",),
        columns=("person", "status", "detained", "released", "held_by", "allegation"),
        filtered=True,
    ),
    "consular_milestones": Kind(
        page="consular",
        parameter="case",
        on_card_of=True,
        dated_by=("date",),
        columns=("case_id", "date", "kind", "detail"),
        filtered=True,
    ),
    "statements": Kind(
        page="statements",
        parameter="statement",
        dated_by=("date",),
        named_by="paraphrase",
        people=("speaker",),
        about=("about",),
        texts=("paraphrase", "forum"),
        terms=("stance",),
        topics=("topics",),
        columns=("date", "speaker", "stance", "forum", "paraphrase"),
        filtered=True,
    ),
    "actors": Kind(page="actors", parameter="actor", named_by="actor_id"),
    "offices": Kind(
        page="actors",
        parameter="actor",
        on_card_of=True,
        dated_by=("start",),
        columns=("actor_id", "office", "rank", "start", "end"),
    ),
    "sources": Kind(
        page="evidence",
        parameter="source",
        dated_by=("published",),
        named_by="title",
        texts=("title", "publisher"),
        columns=("title", "publisher", "kind", "side", "url"),
    ),
    "claims": Kind(filtered=True),
    "series": Kind(named_by="name"),
    "observations": Kind(dated_by=("date",), filtered=True),
    "goods": Kind(named_by="name", topics=("topics",)),
    "places": Kind(),
    "changes": Kind(
        dated_by=("date",),
        columns=("table", "row_id", "change", "field", "before", "after", "reason"),
    ),
    "cameo_goldstein": Kind(named_by="root_name"),
}


def of(table: str) -> Kind:
    """What the rows of this table are; of a table without a line, nothing is known."""
    return KINDS.get(table, Kind())


def _first_known(rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    dates = pd.Series(pd.NaT, index=rows.index, dtype="datetime64[s]")
    for column in columns:
        dates = dates.fillna(rows[column])
    return dates
