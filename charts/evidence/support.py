"""Pictures of the evidence: sources, how rows rest on them, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from analysis.evidence.disagreements import KINDS
from analysis.evidence.support import SUPPORT
from charts.draw import bars, theme, vega
from charts.draw.picture import Picture
from charts.speech.formats import clauses, language_name, number, percent
from charts.speech.language import _, plural
from charts.speech.names import Words

VOICES = ("#A5CADF", "#5FA2C6")
"""Rows with sources of one voice, and of one side and third parties."""

LEAST_WRITTEN = 0.1
"""The smallest part of the longest bar that has its number written into it."""

MOST_BARS = 15
YEAR_HEIGHT = 240

PROPERTIES = ("side", "kind", "publisher", "language", "year")


def property_name(name: str) -> str:
    """The words for a property of sources."""
    return {
        "side": _("Whose voice"),
        "kind": _("Kind"),
        "publisher": _("Publisher"),
        "language": _("Language"),
        "year": _("Year of publication"),
    }[name]


def _value(by: str, value: object, words: Words) -> str:
    if by == "side":
        return words.term("source_side", value)
    if by == "kind":
        return words.term("source_kind", value)
    return language_name(str(value)) if by == "language" else str(value)


def _voices(words: Words) -> dict[str, str]:
    colors = words.pair.colors()
    return {key: colors[key] for key in (*(s.code for s in words.pair.sides), "third-party")}


def _voice_names(words: Words) -> dict[str, str]:
    return {voice: words.term("source_side", voice) for voice in _voices(words)}


def sources(counts: pd.DataFrame, by: str, undated: int, words: Words) -> Picture:
    """How many sources are there by a property, and whose voice are they?

    `counts` is what `analysis.evidence.support.counts` returns for `by`; `undated` is the number of
    sources without a known year.
    """
    named = counts.assign(
        name=[_value(by, value, words) for value in counts[by]],
        voice=words.terms("source_side", counts["side"]),
    )
    total = named.groupby("name", sort=False)["sources"].transform("sum")
    rows = named.assign(
        part=named["side"], value=named["sources"], label=[number(n) for n in total]
    )
    figure = (
        _source_years(rows, words)
        if by == "year"
        else bars.stacked(
            _first_names(rows)[["name", "part", "value", "label", "voice"]],
            {"name": property_name(by), "voice": _("Whose voice"), "value": _("Sources")},
            _voices(words),
            None if by == "side" else _voice_names(words),
        )
    )
    per_name = rows.groupby("name", sort=False)["value"].sum().sort_values(ascending=False)
    return Picture(
        figure=figure,
        title=_sources_title(per_name),
        subtitle=_cut(
            _("Number of sources; colour by whose voice it is."),
            len(per_name),
            MOST_BARS if by != "year" else len(per_name),
        ),
        alt=_(
            "Bars of sources by {property}: {parts}.",
            property=property_name(by).lower(),
            parts=_parts(per_name),
        ),
        table=_source_numbers(rows, by),
        note=plural(
            "{n} source without a known date is left out.",
            "{n} sources without a known date are left out.",
            undated,
        )
        if by == "year" and undated
        else "",
    )


def _source_numbers(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    columns = {"name": property_name(by), "voice": _("Whose voice"), "value": _("Sources")}
    kept = [column for column in columns if (by, column) != ("side", "voice")]
    return rows[kept].rename(columns=columns)


def _first_names(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["name"].isin(list(dict.fromkeys(rows["name"]))[:MOST_BARS])]


def _cut(subtitle: str, total: int, shown: int) -> str:
    if total <= shown:
        return subtitle
    return _(
        "{what} The first {n} of {total}.", what=subtitle, n=number(shown), total=number(total)
    )


def _parts(values: pd.Series) -> str:
    return (
        clauses(_("{name} {n}", name=name, n=number(n)) for name, n in values.head(8).items())
        or "–"
    )


def _sources_title(per_name: pd.Series) -> str:
    if per_name.empty:
        return _("No source to show")
    return plural(
        "{n} source; most frequent: {top} ({most})",
        "{n} sources; most frequent: {top} ({most})",
        int(per_name.sum()),
        top=per_name.index[0],
        most=number(per_name.iloc[0]),
    )


def _source_years(rows: pd.DataFrame, words: Words) -> alt.TopLevelMixin:
    colors = _voices(words)
    chart: alt.TopLevelMixin = (
        alt.Chart(rows.assign(year=rows["year"].astype(int))[["year", "part", "value", "voice"]])
        .mark_bar(width={"band": 0.8})
        .encode(
            x=alt.X("year:O", axis=alt.Axis(title=None, labelOverlap="greedy", labelAngle=0)),
            y=alt.Y("value:Q", axis=alt.Axis(title=None, tickMinStep=1)),
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=list(colors), range=list(colors.values())),
                legend=vega.key(_voice_names(words)),
            ),
            tooltip=[
                alt.Tooltip("year:O", title=_("Year of publication")),
                alt.Tooltip("voice:N", title=_("Whose voice")),
                alt.Tooltip("value:Q", title=_("Sources")),
            ],
        )
        .properties(height=YEAR_HEIGHT)
    )
    return chart


def support_name(support: str) -> str:
    """The words for how a row is supported."""
    return {
        "one-source": _("One source only"),
        "one-voice": _("Several sources, one voice"),
        "side-and-third": _("One side and third parties"),
        "both-sides": _("Sources of both sides"),
    }[support]


def _support_colors(words: Words) -> dict[str, str]:
    """A single source is grey; sources of both sides have the colour of what is mutual."""
    shades = (theme.MUTED, *VOICES, words.pair.mutual_color)
    return dict(zip(SUPPORT, shades, strict=True))


def support(shares: pd.DataFrame, by: str, words: Words) -> Picture:
    """What share of the rows rests on one source, on one voice, or on both sides' sources?

    `shares` is what `analysis.evidence.support.shares` returns, by table or by year.
    """
    names = {kind: support_name(kind) for kind in SUPPORT}
    rows = shares.assign(
        name=[words.term("table", v) if by == "table" else str(v) for v in shares[by]],
        part=shares["support"].astype(str),
        support_name=[names[str(kind)] for kind in shares["support"]],
        value=shares["share"].round(4),
        percent=[percent(share) for share in shares["share"]],
        inside=[percent(s) if s >= LEAST_WRITTEN else "" for s in shares["share"]],
        label=[plural("{n} row", "{n} rows", of) for of in shares["of"]],
    )
    tooltip = {
        "name": _("Table") if by == "table" else _("Year"),
        "support_name": _("Rests on"),
        "percent": _("Share"),
        "rows": _("Rows"),
    }
    figure = (
        bars.stacked(
            rows[["name", "part", "value", "label", "inside", "support_name", "percent", "rows"]],
            tooltip,
            _support_colors(words),
            names,
        )
        if by == "table"
        else _support_years(rows, tooltip, names, _support_colors(words))
    )
    return Picture(
        figure=figure,
        title=_support_title(shares),
        subtitle=_(
            "Share of the rows by the sources that they rest on. A voice is a side’s, or third "
            "parties’."
        ),
        alt=_support_alt(shares),
        table=rows[["name", "support_name", "rows", "of", "value"]].set_axis(
            [tooltip["name"], _("Rests on"), _("Rows"), _("Of"), _("Share")], axis=1
        ),
    )


def _support_years(
    rows: pd.DataFrame,
    tooltip: Mapping[str, str],
    names: Mapping[str, str],
    colors: Mapping[str, str],
) -> alt.TopLevelMixin:
    parts = list(colors)
    drawn = rows.assign(order=rows["part"].map(parts.index))
    chart: alt.TopLevelMixin = (
        alt.Chart(drawn[["name", "part", "value", "order", "support_name", "percent", "rows"]])
        .mark_bar(width={"band": 0.85})
        .encode(
            x=alt.X("name:O", axis=alt.Axis(title=None, labelOverlap="greedy", labelAngle=0)),
            y=alt.Y("value:Q", axis=alt.Axis(title=None, format=".0%"), stack="zero"),
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=parts, range=list(colors.values())),
                legend=vega.key(names),
            ),
            order="order:Q",
            tooltip=[alt.Tooltip(column, title=title) for column, title in tooltip.items()],
        )
        .properties(height=YEAR_HEIGHT + bars.LEGEND)
    )
    return chart


def _support_title(shares: pd.DataFrame) -> str:
    rows = shares.groupby("support", observed=False)["rows"].sum()
    total = int(rows.sum())
    if not total:
        return _("No row to show")
    return _(
        "{one} of {n} rows rest on one source, {both} on sources of both sides",
        one=percent(rows["one-source"] / total),
        n=number(total),
        both=percent(rows["both-sides"] / total),
    )


def _support_alt(shares: pd.DataFrame) -> str:
    rows = shares.groupby("support", observed=False)["rows"].sum()
    parts = [
        _("{name} {n}", name=support_name(str(kind)).lower(), n=number(n))
        for kind, n in rows.items()
    ]
    return _("Stacked bars of rows by support. In all: {parts}.", parts=clauses(parts))


def kind_name(kind: str) -> str:
    """The words for a kind of disagreement."""
    return {
        "values": _("Values differ"),
        "exactness": _("One is less exact"),
        "words": _("Wording differs"),
    }[kind]


def _kind_colors() -> dict[str, str]:
    return {"values": "#B8467F", "exactness": theme.MUTED, "words": theme.LINE}


def disagreements(found: pd.DataFrame, words: Words) -> Picture:
    """How many fields are told differently, by table and kind?

    `found` is what `analysis.evidence.disagreements.found` returns.
    """
    counts = found.groupby(["table", "kind"]).size().rename("value").reset_index()
    total = counts.groupby("table")["value"].transform("sum")
    names = {kind: kind_name(kind) for kind in KINDS}
    rows = counts.assign(total=total).sort_values(
        ["total", "table"], ascending=[False, True], kind="stable"
    )
    rows = rows.assign(
        name=words.terms("table", rows["table"]),
        part=rows["kind"],
        kind_name=rows["kind"].map(names),
        label=[number(n) for n in rows["total"]],
        inside=[
            number(n) if n >= LEAST_WRITTEN * (total.max() or 1) else "" for n in rows["value"]
        ],
    )
    by_kind = found["kind"].value_counts()
    return Picture(
        figure=bars.stacked(
            rows[["name", "part", "value", "label", "inside", "kind_name"]],
            {"name": _("Table"), "kind_name": _("Kind"), "value": _("Details")},
            _kind_colors(),
            names,
        ),
        title=_disagreements_title(found),
        subtitle=_(
            "Details, such as a date or a rank, for which sources, or a source and this record, "
            "give different values. Dates are compared as far as they are known."
        ),
        alt=_(
            "Bars by table. In all {parts}.",
            parts=clauses(
                _("{name} {n}", name=names[str(kind)].lower(), n=number(n))
                for kind, n in by_kind.items()
            )
            or "–",
        ),
        table=rows[["name", "kind_name", "value"]].set_axis(
            [_("Table"), _("Kind"), _("Details")], axis=1
        ),
    )


def _disagreements_title(found: pd.DataFrame) -> str:
    if found.empty:
        return _("No disagreement in this selection")
    return _(
        "Sources disagree on {n} details; on {m} the values cannot all be right",
        n=number(len(found)),
        m=number((found["kind"] == "values").sum()),
    )
