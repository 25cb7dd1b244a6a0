"""What the statements page computes, each once for a view (see `state.result`)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.statements import tone
from analysis.tables import search
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.statements import followed, topics
from charts.statements import tone as charts


def over_time(chosen: Selection, by: str) -> Picture:
    """In which tone or stance each side spoke, year by year."""
    counts = tone.over_time(chosen.shown.statements, chosen.record.pair, by)
    return charts.over_time(counts, chosen.words, by)


def by_topic(chosen: Selection, by: str) -> Picture | None:
    """Who says what about what; None where no statement has a topic."""
    counts = tone.by_topic(chosen.shown.statements, chosen.record.pair, by)
    return topics.heatmaps(counts, chosen.words, by) if len(counts) else None


def ledger(chosen: Selection) -> pd.DataFrame:
    """The demands, conditions and offers, the latest first."""
    return tone.ledger(chosen.shown.statements)


def lanes(chosen: Selection) -> Picture | None:
    """The demands, conditions and offers on a time line; None where there is none."""
    rows = ledger(chosen)
    return followed.lanes(rows, chosen.words) if len(rows) else None


def ledger_table(chosen: Selection) -> pd.DataFrame:
    """Each of them in words, with the first answer and the next event on its topic.

    What followed may lie beyond the filters: it is a matter of record.
    """
    rows = ledger(chosen).reset_index(drop=True)
    first = tone.first_followed(tone.followed(chosen.record, rows))
    following = first.set_index("statement_id").reindex(rows["statement_id"])
    return followed.with_followed(rows, following.reset_index(drop=True), chosen.words)


def near(chosen: Selection) -> pd.DataFrame:
    """The statements around each contact."""
    shown = chosen.shown
    return tone.echo(shown.contacts, shown.statements, chosen.record.pair)


def echo(chosen: Selection) -> Picture:
    """When each side spoke around contacts."""
    return followed.echo(near(chosen), len(chosen.shown.contacts), chosen.words)


def echoing(chosen: Selection) -> pd.DataFrame:
    """The contacts that have an echo, the latest first, with how much each side said when."""
    found = near(chosen)
    when = (found["offset"] > 0).map({True: "after", False: "before"})
    counts = pd.crosstab(found["contact_id"], [found["side"].astype(str), when])
    sides = [side.code for side in chosen.record.pair.sides]
    columns = pd.MultiIndex.from_product([sides, ["before", "after"]])
    counts = counts.reindex(columns=columns, fill_value=0)
    counts.columns = [f"{side}_{time}" for side, time in columns]
    contacts = chosen.shown.contacts[["contact_id", "date", "side_a", "side_b"]]
    return contacts.merge(counts.reset_index(), on="contact_id").sort_values(
        ["date", "contact_id"], ascending=[False, True], ignore_index=True
    )


def around(chosen: Selection, contact_id: str) -> pd.DataFrame:
    """What both sides said around one contact."""
    return tone.around(chosen.shown, contact_id)


def index(chosen: Selection) -> search.Index:
    """The record as it stood, made ready for searching."""
    return search.index(chosen.record)


@dataclass(frozen=True, eq=False)
class Found:
    """What a search found: the rows of each table that pass the filters, and how many do not."""

    asked: search.Query
    rows: dict[str, pd.DataFrame]
    outside: int


def found(chosen: Selection, ready: search.Index, words: str) -> Found:
    """The rows that hold these words, the latest first."""
    asked = search.query(words, ready)
    hits = search.find(ready, asked)
    shown = chosen.shown.tables()
    rows = {
        name: shown[name]
        .loc[shown[name].index.intersection(kept)]
        .sort_values("date", ascending=False, kind="stable")
        for name, kept in hits.items()
    }
    outside = sum(len(kept) for kept in hits.values()) - sum(len(r) for r in rows.values())
    return Found(asked, rows, outside)
