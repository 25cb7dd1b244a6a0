"""A picture of how rows rest on sources."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.evidence.support import SUPPORT
from analysis.shares import of_whole
from charts.draw import bars, theme
from charts.draw.picture import Picture
from charts.speech.describe import describe
from charts.speech.formats import percent
from charts.speech.language import _, plural
from charts.speech.names import Words

VOICES = ("#A5CADF", "#5FA2C6")
"""Rows with sources of one voice, and of one side and third parties."""

LEAST_WRITTEN = 0.1
"""The smallest part of a bar that has its share written into it."""


def support_name(support: str) -> str:
    """The words for how a row is supported."""
    return {
        "one-source": _("One source only"),
        "one-voice": _("Several sources, one voice"),
        "side-and-third": _("One side and third parties"),
        "both-sides": _("Sources of both sides"),
    }[support]


def support(shares: pd.DataFrame, by: str, words: Words) -> Picture:
    """What share of the rows rests on one source, on one voice, or on both sides' sources?

    `shares` is what `analysis.evidence.support.shares` returns, by table or by year.
    """
    names = {kind: support_name(kind) for kind in SUPPORT}
    # A single source is grey; sources of both sides have the colour of what is mutual.
    shades = (theme.MUTED, *VOICES, words.pair.mutual_color)
    colors = dict(zip(SUPPORT, shades, strict=True))
    part = shares["support"].astype(str)
    rows = pd.DataFrame(
        {
            "name": [words.term("table", v) if by == "table" else str(v) for v in shares[by]],
            "part": part,
            "support": part.map(names),
            "rows": shares["rows"],
            "of": shares["of"],
            "value": shares["share"].round(4),
            "percent": [percent(share) for share in shares.groupby(by)["rows"].transform(of_whole)],
        }
    )
    tooltip = {
        "name": _("Table") if by == "table" else _("Year"),
        "support": _("Rests on"),
        "percent": _("Share"),
        "rows": _("Rows"),
    }
    if by == "table":
        inside = rows["percent"].where(shares["share"] >= LEAST_WRITTEN, "")
        label = [plural("{n} row", "{n} rows", of) for of in rows["of"]]
        figure = bars.stacked(rows.assign(inside=inside, label=label), tooltip, colors, names)
    else:
        axis = alt.Axis(title=None, format=".0%")
        figure = bars.upright(rows, tooltip, colors, names, axis)
    title = _title(shares)
    told = ["name", "support", "rows", "of", "value"]
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "Share of the rows by the sources that they rest on. A voice is a side’s, or third "
            "parties’."
        ),
        alt=describe(title, rows.groupby("support", sort=False)["rows"].sum().reset_index()),
        table=rows[told].set_axis(
            [tooltip["name"], _("Rests on"), _("Rows"), _("Of"), _("Share")], axis=1
        ),
    )


def _title(shares: pd.DataFrame) -> str:
    rows = shares.groupby("support", observed=False)["rows"].sum()
    total = int(rows.sum())
    if not total:
        return _("No row to show")
    printed = of_whole(rows)
    return plural(
        "{one} of {n} row rests on one source, {both} on sources of both sides",
        "{one} of {n} rows rest on one source, {both} on sources of both sides",
        total,
        one=percent(printed["one-source"]),
        both=percent(printed["both-sides"]),
    )
