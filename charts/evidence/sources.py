"""A picture of the sources: how many there are of each kind, and whose voice they are."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts.draw import bars, vega
from charts.draw.picture import Picture
from charts.speech.describe import describe
from charts.speech.formats import language_name, leading, number
from charts.speech.language import _, plural, plural_if
from charts.speech.names import Words

MOST_BARS = 15

PROPERTIES = ("class", "side", "publisher", "language", "year")


def property_name(name: str) -> str:
    """The words for a property of sources."""
    return {
        "class": _("Class"),
        "side": _("Whose voice"),
        "publisher": _("Publisher"),
        "language": _("Language"),
        "year": _("Year of publication"),
    }[name]


def class_name(name: str) -> str:
    """The words for a class of sources (see `analysis.evidence.classes`)."""
    return {
        "government": _("government"),
        "parliament": _("parliament"),
        "court": _("court"),
        "statistics": _("statistics or dataset"),
        "international": _("international body"),
        "news": _("agency or newspaper"),
        "specialist": _("specialist"),
        "repost": _("repost or aggregator"),
    }[name]


def sources(counts: pd.DataFrame, by: str, undated: int, words: Words) -> Picture:
    """How many sources are there by a property, and whose voice are they?

    `counts` is what `analysis.evidence.sources.counts` returns for `by`; `undated` is the number of
    sources without a known year.
    """
    named = counts.assign(
        name=[_value(by, value, words) for value in counts[by]],
        voice=words.terms("source_side", counts["side"]),
        part=counts["side"],
        value=counts["sources"],
    )
    rows = named[["name", "voice", "part", "value"]]
    total = rows.groupby("name", sort=False)["value"].sum()
    titles = {"name": property_name(by), "voice": _("Whose voice"), "value": _("Sources")}
    parties = vega.parties(words.pair)
    voices = {voice: words.term("source_side", voice) for voice in parties}
    drawn = rows
    if by == "year":
        axis = alt.Axis(title=None, tickMinStep=1)
        figure = bars.upright(rows, titles, parties, voices, axis)
    else:
        drawn = rows[rows["name"].isin(total.index[:MOST_BARS])]
        label = drawn["name"].map(total.map(number))
        legend = None if by == "side" else voices
        figure = bars.stacked(drawn.assign(label=label), titles, parties, legend)
    title = _title(total)
    if by == "side":
        del titles["voice"]
    return Picture(
        figure=figure,
        title=title,
        subtitle=bars.first_of(
            _("Number of sources; colour by whose voice it is."),
            drawn["name"].nunique(),
            len(total),
        ),
        alt=describe(title, total.reset_index()),
        table=rows[list(titles)].rename(columns=titles),
        note=plural_if(
            "{n} source without a known date is left out.",
            "{n} sources without a known date are left out.",
            undated if by == "year" else 0,
        ),
    )


def _value(by: str, value: object, words: Words) -> str:
    if by == "side":
        return words.term("source_side", value)
    if by == "class":
        return class_name(str(value))
    return language_name(str(value)) if by == "language" else str(value)


def _title(total: pd.Series) -> str:
    if total.empty:
        return _("No source to show")
    return plural(
        "{n} source; most frequent: {top} ({most})",
        "{n} sources; most frequent: {top} ({most})",
        int(total.sum()),
        top=leading(total.index, total),
        most=number(total.max()),
    )
