"""What share of conflictual acts is answered in kind, and the rows behind it."""

from __future__ import annotations

import pandas as pd

from analysis.events import answers, reciprocity
from app_pages.events import rows
from app_pages.frame import page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.events import reciprocity as charts
from charts.speech.language import _


def shares(chosen: Selection) -> Picture:
    """What share of the acts shown is answered in kind."""
    record = chosen.record
    pairs = answers.pairs(record.events)
    found = reciprocity.shares(chosen.shown.events, pairs, record.pair, record.end)
    return charts.reciprocity(found, chosen.words)


def in_kind(chosen: Selection) -> pd.DataFrame:
    """The answers in kind behind the shares."""
    record = chosen.record
    pairs = reciprocity.in_kind(answers.pairs(record.events), record.pair)
    return pairs[pairs["act"].isin(chosen.shown.events["event_id"])]


@page.fragment
def section() -> None:
    """The shares, the answers in kind, and all acts that could have been answered so."""
    chosen = state.selection(state.view())
    picture(state.result(shares, chosen.view), "answers-in-kind")
    with page.drawer(_("The answers in kind"), "open-in-kind-rows") as opened:
        if opened:
            rows.answers(in_kind(chosen), chosen, "in-kind-rows")
    name = _("All conflictual acts of the two sides")
    with page.drawer(name, "open-conflictual-rows") as opened:
        if opened:
            acts = reciprocity.conflictual(chosen.shown.events, chosen.record.pair)
            latest = acts.sort_values("date", ascending=False, kind="stable")
            rows.table(latest, chosen, "conflictual-rows")
