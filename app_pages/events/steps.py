"""What the page of events computes: plain functions of a selection and its options."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.events import answers
from analysis.events import counts as event_tables
from app_pages.frame.state import Selection
from charts.draw import vega
from charts.draw.picture import Picture
from charts.events import answers as answer_charts
from charts.events import counts as event_charts
from charts.events import kinds
from charts.events import reciprocity as reciprocity_charts
from charts.speech import names
from charts.speech.language import _
from charts.speech.listing import readable

Span = tuple[str, str] | None
"""First and last day of a brushed span as ISO 8601, or none."""

LISTED = 1000
"""Rows that a table shows at most; the file holds them all."""

MOST_CHAINS = 1000
"""Events that the list of chains offers at most."""

COLUMNS = ("date", "title", "direction", "domain", "salience", "initiator", "cameo", "sources")


def window(chosen: Selection) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and last day that the lanes show: the years chosen, as far as the record goes."""
    first, last = chosen.years
    start, end = pd.Timestamp(first, 1, 1), pd.Timestamp(last, 12, 31)
    events = chosen.shown.events["date"]
    if not events.empty:
        start = max(start, events.min().to_period("M").start_time)
    return start, max(min(end, chosen.record.end), start)


def lanes(chosen: Selection) -> Picture:
    first, last = window(chosen)
    return event_charts.lanes(chosen.shown.events, first, last, chosen.words)


def brushed(selection: Any) -> Span:
    """The span of time that is brushed on the lanes, in whole days."""
    bounds = selection.get(vega.BRUSH, {}).get("month") if selection else None
    if not bounds:
        return None
    # The browser counts from its own midnight; no zone is half a day from the table's.
    first, last = (pd.Timestamp(bound, unit="ms").round("D") for bound in sorted(bounds))
    return str(first.date()), str(last.date())


def picked(selection: Any) -> str | None:
    """The key of the mark that was clicked."""
    marks = selection.get(vega.PICKED) if selection else None
    return str(marks[0]["key"]) if marks else None


def in_span(chosen: Selection, span: Span) -> pd.DataFrame:
    """The events shown, in the brushed span if there is one."""
    events = chosen.shown.events
    if span is None:
        return events
    return event_tables.between(events, pd.Timestamp(span[0]), pd.Timestamp(span[1]))


def bars(chosen: Selection, column: str, span: Span) -> Picture:
    counts = event_tables.by_value(in_span(chosen, span), column)
    return kinds.bars(counts, column, chosen.words)


def haystack(chosen: Selection) -> pd.Series:
    return event_tables.haystack(chosen.shown.events, ("title", "summary", "location"))


def listed(chosen: Selection, span: Span, cell: str, found: str, folded: pd.Series) -> pd.DataFrame:
    """The events of the span (or of one cell of it) that hold the words, latest first."""
    events = in_span(chosen, span)
    if cell:
        events = event_tables.in_cell(events, cell)
    if found:
        events = event_tables.matching(events, folded[events.index], found)
    return events.sort_values("date", ascending=False, kind="stable")


def table(chosen: Selection, events: pd.DataFrame) -> pd.DataFrame:
    """Events in words, as a reader sees them, with their intensity."""
    shown = readable(events, "events", COLUMNS, chosen.words, chosen.record.sources)
    shown.insert(1, _("Intensity"), events["goldstein"])
    return shown


def linked(chosen: Selection) -> pd.DataFrame:
    """The acts and answers on record of which at least one passes the filters."""
    pairs = answers.pairs(chosen.record.events)
    shown = set(chosen.shown.events["event_id"])
    return pairs[pairs["act"].isin(shown) | pairs["answer"].isin(shown)]


def chains(chosen: Selection) -> dict[str, str]:
    """The events that can head a chain: the first acts of the largest trees, then all by date."""
    pairs = linked(chosen)
    events = chosen.record.events.set_index("event_id", drop=False)
    trees = answers.trees(pairs, chosen.record.events)
    members = events.loc[events.index.isin({*pairs["act"], *pairs["answer"]})]
    latest = members.sort_values("date", ascending=False, kind="stable")["event_id"]
    order = [*trees["event_id"], *latest]
    kept = list(dict.fromkeys(order))[:MOST_CHAINS]
    return dict(zip(kept, names.dated(events.loc[kept]), strict=True))


def tree(chosen: Selection, event_id: str, steps: int) -> Picture:
    events = chosen.record.events
    near = answers.around(answers.pairs(events), event_id, steps)
    return answer_charts.tree(answers.outline(near, events), events, chosen.words)


def in_tree(chosen: Selection, event_id: str, steps: int) -> pd.DataFrame:
    """The events of a chain, by date."""
    events = chosen.record.events
    near = answers.around(answers.pairs(events), event_id, steps)
    return events[events["event_id"].isin({event_id, *near["act"], *near["answer"]})]


def answered(chosen: Selection) -> pd.DataFrame:
    """The answers that pass the filters, each with its act, whoever the filters leave out."""
    pairs = answers.pairs(chosen.record.events)
    return pairs[pairs["answer"].isin(chosen.shown.events["event_id"])]


def times(chosen: Selection) -> Picture:
    pairs = answered(chosen)
    overall = answers.times(pairs, ["direction"]).assign(domain=None)
    by_domain = answers.times(pairs)
    fullest = by_domain.groupby("domain", observed=True)["n"].transform("sum")
    by_domain = by_domain.assign(total=fullest).sort_values(
        ["total", "domain", "direction"], ascending=[False, True, True], kind="stable"
    )
    both = pd.concat([overall, by_domain.astype({"domain": object})], ignore_index=True)
    return answer_charts.times(pairs, both, chosen.words)


def opposite(chosen: Selection) -> dict[str, str]:
    """Each side's direction, and the other's."""
    pair = chosen.record.pair
    return {pair.a_to_b: pair.b_to_a, pair.b_to_a: pair.a_to_b}


def reciprocity(chosen: Selection) -> Picture:
    shares = answers.reciprocity(
        chosen.shown.events,
        answers.pairs(chosen.record.events),
        opposite(chosen),
        chosen.record.end,
    )
    return reciprocity_charts.reciprocity(shares, chosen.words)


def conflictual(chosen: Selection) -> pd.DataFrame:
    """The acts of the two sides with an intensity below zero, latest first."""
    events = chosen.shown.events
    acts = events[events["direction"].isin(list(opposite(chosen))) & (events["goldstein"] < 0)]
    return acts.sort_values("date", ascending=False, kind="stable")


def in_kind(chosen: Selection) -> pd.DataFrame:
    """The answers in kind behind the shares, latest first, in words."""
    pairs = answers.in_kind_pairs(answers.pairs(chosen.record.events), opposite(chosen))
    kept = pairs[pairs["act"].isin(chosen.shown.events["event_id"])]
    return kept.sort_values("date", ascending=False, kind="stable")
