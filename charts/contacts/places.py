"""Pictures of where the two sides met."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from analysis.contacts.places import ELSEWHERE, NOWHERE
from analysis.shares import of_whole
from analysis.tables.dates import iso
from charts.contacts.names import counted
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.draw.vega import GROUND
from charts.speech.describe import describe
from charts.speech.formats import labelled, leading, number, percent, sentences
from charts.speech.language import _, plural, plural_if
from charts.speech.names import Words

MAP_HEIGHT = 430
BAR_HEIGHT = 26
AREAS = [alt.ExprRef("max(20, 0.032 * width)"), alt.ExprRef("1.5 * width")]
"""Area of a circle in square pixels, for no contact and for the most: it grows with the map."""

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)

SELECTION = "place"
"""The name of the selection that a click on the map sets: its field is `place`."""


def ground_name(ground: str, words: Words) -> str:
    """Where a contact was held: with one side, elsewhere, or not known."""
    if ground == ELSEWHERE:
        return _("Elsewhere")
    if ground == NOWHERE:
        return _("No place on record")
    return _("In {country}", country=words.country(ground))


def ground_color(ground: str, words: Words) -> str:
    """The colour of a kind of ground: the side's own, or that of the rest."""
    colors = {side.code: side.color for side in words.pair.sides}
    return colors.get(ground, words.pair.mutual_color if ground == ELSEWHERE else theme.MUTED)


def world(
    places: pd.DataFrame, land: dict[str, Any], words: Words, unplaced: int, ground_note: str = ""
) -> Picture:
    """In which cities did the two sides meet?

    `places` is what `analysis.contacts.places.by_place` returns, `land` is TopoJSON with the object
    `land` (see `analysis.contacts.outlines`), `unplaced` counts contacts without a city, and
    `ground_note` says what is counted with a side. A click on a place selects it by name.
    """
    numbers = pd.DataFrame(
        {
            _("Place"): [words.place(str(place)) for place in places["place"]],
            _("Ground"): [ground_name(str(ground), words) for ground in places["ground"]],
            _("Contacts"): places["contacts"].to_numpy(),
            _("First"): iso(places["first"], places["first_precision"]).to_numpy(),
            _("Last"): iso(places["last"], places["last_precision"]).to_numpy(),
        }
    )
    drawn = numbers.set_axis(["name", "ground", "contacts", "first", "last"], axis=1).assign(
        place=places["place"].astype("str").to_numpy(),
        latitude=places["latitude"].round(2).to_numpy(),
        longitude=places["longitude"].round(2).to_numpy(),
        said=[
            labelled(place, counted(n))
            for place, n in zip(numbers.iloc[:, 0], places["contacts"], strict=True)
        ],
    )
    cityless = plural_if(
        "{n} contact has no city on record: calls, letters, and places not reported.",
        "{n} contacts have no city on record: calls, letters, and places not reported.",
        unplaced,
    )
    title = _map_title(places, words)
    return Picture(
        figure=_map(drawn, land, words),
        title=title,
        subtitle=_(
            "Circles grow with the number of contacts; colours tell whose ground it was. Choose a "
            "place to list its contacts."
        ),
        alt=describe(_("World map. {title}", title=title), numbers.iloc[:, [0, 2]], most=5),
        table=numbers,
        note=sentences([cityless, ground_note]),
    )


def counted_with(counts: Mapping[str, int], also: Mapping[str, str], words: Words) -> str:
    """Which contacts under a code of their own are counted with a side, and how many?

    `counts` is what `analysis.contacts.places.counted_with` returns for `also`.
    """
    return sentences(
        plural(
            "{n} contact in {place} is counted with {side}.",
            "{n} contacts in {place} are counted with {side}.",
            n,
            place=words.country(code),
            side=words.side(also[code]),
        )
        for code, n in counts.items()
    )


def _map(drawn: pd.DataFrame, land: dict[str, Any], words: Words) -> alt.LayerChart:
    kinds = [*(side.code for side in words.pair.sides), ELSEWHERE]
    outline = alt.NamedData(name="land", format={"type": "topojson", "feature": "land"})
    ground = alt.Chart(outline).mark_geoshape(
        fill=theme.MUTED,
        fillOpacity=0.22,
        stroke=theme.MUTED,
        strokeWidth=0.4,
        strokeOpacity=0.6,
        # Land is a ground without a name; a screen reader has nothing to say of it.
        aria=False,
    )
    chosen = alt.selection_point(name=SELECTION, fields=["place"], empty=True)
    names = [ground_name(kind, words) for kind in kinds]
    circles = (
        alt.Chart(drawn)
        .mark_circle(stroke=GROUND, strokeWidth=0.8, cursor="pointer")
        .encode(
            longitude=alt.Longitude("longitude:Q"),
            latitude=alt.Latitude("latitude:Q"),
            size=alt.Size("contacts:Q", scale=alt.Scale(zero=True, range=AREAS), legend=None),
            color=alt.Color(
                "ground:N",
                scale=alt.Scale(domain=names, range=[ground_color(kind, words) for kind in kinds]),
                legend=alt.Legend(title=None, orient="top", symbolStrokeWidth=0),
            ),
            opacity=alt.OpacityValue(
                0.25, condition={"param": SELECTION, "empty": True, "value": 0.85}
            ),
            order=alt.Order("contacts:Q", sort="descending"),
            description=alt.Description("said:N"),
            tooltip=[
                alt.Tooltip("name:N", title=_("Place")),
                alt.Tooltip("ground:N", title=_("Ground")),
                alt.Tooltip("contacts:Q", title=_("Contacts"), format="d"),
                alt.Tooltip("first:N", title=_("First")),
                alt.Tooltip("last:N", title=_("Last")),
            ],
        )
        .add_params(chosen)
    )
    layers = ground + circles
    drawn_map: alt.LayerChart = (
        layers.project(type="equalEarth", rotate=[-10, 0, 0])
        .properties(height=MAP_HEIGHT)
        .add_params(alt.param(name="height", expr=f"min({MAP_HEIGHT}, 0.47 * width + 75)"))
        .configure_view(strokeWidth=0)
    )
    # Set last: Altair copies what a chart holds at every step, and the outlines are large.
    drawn_map.datasets = {"land": land}
    return drawn_map


def _map_title(places: pd.DataFrame, words: Words) -> str:
    if places.empty:
        return _("No place on record")
    return plural(
        "{n} city; most contacts in {place} ({most})",
        "{n} cities; most contacts in {place} ({most})",
        len(places),
        place=leading(map(words.place, places["place"]), places["contacts"]),
        most=number(places["contacts"].max()),
    )


def grounds(table: pd.DataFrame, words: Words, ground_note: str = "") -> Picture:
    """What share of the contacts of each period was on whose ground?

    `table` is what `analysis.contacts.places.grounds` returns; `ground_note` says what is counted
    with a side.
    """
    named = table.assign(
        period=[
            str(start) if start == end else f"{start}–{end}"
            for start, end in zip(table["start"], table["end"], strict=True)
        ]
    )
    known = named[named["ground"] != NOWHERE]
    known = known.assign(printed=known.groupby("period")["contacts"].transform(of_whole))
    kinds = [kind for kind in table["ground"].cat.categories if kind != NOWHERE]
    periods = list(dict.fromkeys(known["period"]))
    figure = theme.figure(max(220, BAR_HEIGHT * len(periods) + 90), barmode="stack", bargap=0.2)
    for ground in kinds:
        own = known[known["ground"] == ground]
        label = ground_name(ground, words)
        figure.add_bar(
            y=periods,
            x=own["share"].fillna(0).round(4),
            orientation="h",
            name=label,
            marker={"color": ground_color(ground, words)},
            text=[str(n) if n else "" for n in own["contacts"]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            insidetextfont={"color": theme.ON_BAR},
            hovertext=[
                plain(
                    _(
                        "{period}, {ground}: {count} ({share})",
                        period=period,
                        ground=label,
                        count=counted(n),
                        share=percent(share),
                    )
                )
                for period, n, share in zip(periods, own["contacts"], own["printed"], strict=True)
            ],
        )
    figure.update_layout(showlegend=True, legend={"traceorder": "normal"})
    figure.update_xaxes(
        tickvals=list(TICKS),
        ticktext=[percent(tick) for tick in TICKS],
        range=[0, 1.02],
    )
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    left_out = plural_if(
        "{n} contact without a country is left out.",
        "{n} contacts without a country are left out.",
        table.loc[table["ground"] == NOWHERE, "contacts"].sum(),
    )
    return Picture(
        figure=figure,
        title=_grounds_title(known, words),
        subtitle=_(
            "Share of the contacts whose country is on record; the figures are numbers of contacts."
        ),
        table=_ground_numbers(named if known["contacts"].any() else named.head(0), words),
        note=sentences([left_out, ground_note]),
    )


def _grounds_title(known: pd.DataFrame, words: Words) -> str:
    counts = known.groupby("ground", observed=False)["contacts"].sum()
    if not counts.sum():
        return _("No contact with a country on record")
    a, b = words.pair.sides
    shares = of_whole(counts)
    return plural(
        "{share_a} of {n} contact in {a}, {share_b} in {b}, {share} elsewhere",
        "{share_a} of {n} contacts in {a}, {share_b} in {b}, {share} elsewhere",
        counts.sum(),
        a=words.side(a.code),
        b=words.side(b.code),
        share_a=percent(shares[a.code]),
        share_b=percent(shares[b.code]),
        share=percent(shares[ELSEWHERE]),
    )


def _ground_numbers(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Period"): table["period"].to_numpy(),
            _("Ground"): [ground_name(str(ground), words) for ground in table["ground"]],
            _("Contacts"): table["contacts"].to_numpy(),
            _("Share (%)"): (table["share"] * 100).round(1).to_numpy(),
        }
    )
