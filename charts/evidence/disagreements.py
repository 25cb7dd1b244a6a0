"""A picture of where sources differ."""

from __future__ import annotations

import pandas as pd

from analysis.evidence.disagreements import KINDS
from charts.draw import bars, theme
from charts.draw.picture import Picture
from charts.speech.formats import number
from charts.speech.language import _, plural
from charts.speech.names import Words

COLORS = {"values": "#B8467F", "exactness": theme.MUTED, "words": theme.LINE}

LEAST_WRITTEN = 0.1
"""The smallest part of the longest bar that has its number written into it."""


def kind_name(kind: str) -> str:
    """The words for a kind of disagreement."""
    return {
        "values": _("Values differ"),
        "exactness": _("One is less exact"),
        "words": _("Wording differs"),
    }[kind]


def disagreements(found: pd.DataFrame, words: Words) -> Picture:
    """How many disagreements are there, by table and kind?

    `found` is what `analysis.evidence.disagreements.found` returns.
    """
    counts = found.groupby(["table", "kind"]).size().rename("value").reset_index()
    total = counts.groupby("table")["value"].transform("sum")
    rows = counts.assign(total=total).sort_values(
        ["total", "table"], ascending=[False, True], kind="stable"
    )
    least = LEAST_WRITTEN * (total.max() or 1)
    drawn = pd.DataFrame(
        {
            "name": words.terms("table", rows["table"]),
            "part": rows["kind"],
            "kind": [kind_name(kind) for kind in rows["kind"]],
            "value": rows["value"],
            "label": [number(n) for n in rows["total"]],
            "inside": [number(n) if n >= least else "" for n in rows["value"]],
        }
    )
    titles = {"name": _("Table"), "kind": _("Kind"), "value": _("Details")}
    return Picture(
        figure=bars.stacked(drawn, titles, COLORS, {kind: kind_name(kind) for kind in KINDS}),
        title=_title(found),
        subtitle=_(
            "Details, such as a date or a rank, for which sources, or a source and this record, "
            "give different values. Dates are compared as far as they are known."
        ),
        table=drawn[list(titles)].rename(columns=titles),
    )


def _title(found: pd.DataFrame) -> str:
    if found.empty:
        return _("No disagreement in this selection")
    return plural(
        "Sources disagree on {n} detail; on {m} the values cannot all be right",
        "Sources disagree on {n} details; on {m} the values cannot all be right",
        len(found),
        m=number((found["kind"] == "values").sum()),
    )
