"""Pictures of who met whom."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.contacts.people import Met
from analysis.tables.dates import iso
from charts.contacts.names import counted
from charts.draw import theme
from charts.draw.grid import Grid, draw
from charts.draw.picture import Picture
from charts.draw.text import lines, plain, shortened, wrapped
from charts.speech.describe import describe
from charts.speech.formats import clauses, day, listed, number, sentences
from charts.speech.language import _, plural, plural_if
from charts.speech.names import Words

NAME = 28
"""Letters of a name that an axis can hold."""

NETWORK_HEIGHT = 240
NETWORK_ROW = 34
"""Pixels of one person of the network."""

WIDEST = 8
"""Contacts from which on a line grows no wider."""

CURVE_X = [round(t / 10, 2) for t in range(11)]
CURVE_Y = [3 * x**2 - 2 * x**3 for x in CURVE_X]
"""A line leaves and arrives level (a cubic, flat at both ends)."""

MOST_PAIRS = 3
"""Pairs that a title names where they met equally often; more are counted."""

MOST_DATES = 6
"""Dates that a hover box lists; further ones are counted."""


def matrix(counts: pd.DataFrame, met: Met, words: Words) -> Picture:
    """Who of side a (rows) met whom of side b (columns), and how often?

    `met` is what `analysis.contacts.people.met` returns, `counts` what `matrix` makes of it. A
    click selects the marker over a cell, whose customdata is [actor of side a, actor of side b].
    """
    links = {(r.person_a, r.person_b): r for r in met.links.itertuples()}
    a, b = words.pair.sides
    figure = draw(
        Grid(
            counts=counts,
            rows=[shortened(words.actor(a), NAME) for a in counts.index],
            columns=[shortened(words.actor(b), NAME) for b in counts.columns],
            hover=[
                [_pair_hover(a, b, links.get((a, b)), words) for b in counts.columns]
                for a in counts.index
            ],
        )
    )
    # A line in the colour of the side along its people: names stay in the colour of text.
    figure.update_yaxes(showline=True, linecolor=a.color, linewidth=3)
    figure.update_xaxes(showline=True, linecolor=b.color, linewidth=3)
    numbers = _link_numbers(met.links, words)
    alone = len(met.people) - sum(counts.shape)
    return Picture(
        figure=figure,
        title=_matrix_title(met.links, words),
        subtitle=_(
            "Number of contacts between people of {a} (rows) and of {b} (columns), by rank, then "
            "by first contact. Choose a cell to list its contacts.",
            a=words.side(a.code),
            b=words.side(b.code),
        ),
        alt=describe(_("Matrix of who met whom, most contacts first"), numbers.iloc[:, :3], most=3),
        table=numbers,
        note=_left_out_note(met, alone),
    )


def _left_out_note(met: Met, alone: int = 0) -> str:
    """How many contacts, and how many of the busiest people, are not shown, and why."""
    unnamed = plural_if(
        "{n} contact is not shown: no person is on record for one side or both.",
        "{n} contacts are not shown: no person is on record for one side or both.",
        met.unnamed,
    )
    outside = plural_if(
        "{n} contact of other people is not shown.",
        "{n} contacts of other people are not shown.",
        met.outside,
    )
    apart = plural_if(
        "{n} of the busiest met none of the others and is left out.",
        "{n} of the busiest met none of the others and are left out.",
        alone,
    )
    return sentences([unnamed, outside, apart])


def _pair_hover(a: str, b: str, link: Any, words: Words) -> str:
    who = f"<b>{plain(_('{a} and {b}', a=words.actor(a), b=words.actor(b)))}</b>"
    if link is None:
        return lines([who, counted(0)])
    places = listed(words.place(place) for place in link.places)
    return lines([who, counted(link.contacts), wrapped(_dates(link.dates)), wrapped(places)])


def _dates(dates: tuple[tuple[pd.Timestamp, str], ...]) -> str:
    # A date is not broken over two lines.
    shown = listed(day(*date).replace(" ", "\u00a0") for date in dates[:MOST_DATES])
    more = len(dates) - MOST_DATES
    return _("{dates} and {n} more", dates=shown, n=number(more)) if more > 0 else shown


def _matrix_title(links: pd.DataFrame, words: Words) -> str:
    if links.empty:
        return _("No two named people met")
    most = int(links["contacts"].max())
    top = [
        (words.actor(link.person_a), words.actor(link.person_b))
        for link in links[links["contacts"] == most].itertuples()
    ]
    if len(top) == 1:
        return plural(
            "{a} and {b} met most: {n} contact",
            "{a} and {b} met most: {n} contacts",
            most,
            a=top[0][0],
            b=top[0][1],
        )
    if len(top) > MOST_PAIRS:
        return plural(
            "{pairs} pairs met most, each in {n} contact",
            "{pairs} pairs met most, each in {n} contacts",
            most,
            pairs=number(len(top)),
        )
    return plural(
        "Met most, each pair in {n} contact: {pairs}",
        "Met most, each pair in {n} contacts: {pairs}",
        most,
        pairs=clauses(" – ".join(pair) for pair in top),
    )


def _link_numbers(links: pd.DataFrame, words: Words) -> pd.DataFrame:
    ordered = links.sort_values("contacts", ascending=False, kind="stable")
    a, b = words.pair.sides
    return pd.DataFrame(
        {
            words.side(a.code): [words.actor(i) for i in ordered["person_a"]],
            words.side(b.code): [words.actor(i) for i in ordered["person_b"]],
            _("Contacts"): ordered["contacts"].to_numpy(),
            _("Dates"): [listed(day(*date) for date in dates) for dates in ordered["dates"]],
            _("Places"): [listed(words.place(p) for p in places) for places in ordered["places"]],
        }
    )


def network(placed: pd.DataFrame, met: Met, words: Words) -> Picture:
    """Who is joined to whom in the network of those who met?

    `met` is what `analysis.contacts.people.met` returns, `placed` what `layout` makes of it:
    people with x, y, side, contacts and partners. A click on a person hands back their id.
    """
    a, b = words.pair.sides
    tallest = int(placed.groupby("side").size().max()) if len(placed) else 1
    figure = theme.figure(
        max(NETWORK_HEIGHT, NETWORK_ROW * tallest), clickmode="event+select", hoverdistance=30
    )
    _draw_links(figure, placed, met.links)
    for side, color, axis in (("side_a", a.color, "y"), ("side_b", b.color, "y2")):
        _draw_people(figure, placed[placed["side"] == side], color, axis, words)
    figure.update_xaxes(visible=False, range=[-0.04, 1.04])
    figure.update_layout(yaxis2={"overlaying": "y", "side": "right"})
    figure.update_yaxes(range=[1.04, -0.04], showgrid=False, ticks="")
    numbers = _people_numbers(placed, words)
    return Picture(
        figure=figure,
        title=_network_title(placed, words),
        subtitle=_(
            "People of {a} on the left, of {b} on the right; marks grow with the number of "
            "contacts, and each line joins two who met, the thicker the more often. Those who met "
            "stand close; on the whole, time runs downwards. Choose a person to list the contacts.",
            a=words.side(a.code),
            b=words.side(b.code),
        ),
        alt=describe(
            _("Network of who met whom, most contacts first"), numbers.iloc[:, [0, 3, 4]], most=3
        ),
        table=numbers,
        note=_left_out_note(met),
    )


def _draw_links(figure: go.Figure, placed: pd.DataFrame, links: pd.DataFrame) -> None:
    height = placed.set_index("actor_id")["y"].to_dict()
    # One trace a width keeps the figure small: lines of one trace share their width.
    for width, group in links.groupby(links["contacts"].clip(upper=WIDEST)):
        xs: list[float | None] = []
        ys: list[float | None] = []
        for a, b in zip(group["person_a"], group["person_b"], strict=True):
            xs += [*CURVE_X, None]
            ys += [round(height[a] + (height[b] - height[a]) * t, 4) for t in CURVE_Y]
            ys.append(None)
        theme.stroke(
            figure,
            xs,
            ys,
            {
                "color": theme.translucent(theme.MUTED, 0.35 + 0.05 * width),
                "width": 0.6 + 0.9 * width,
            },
        )


def _draw_people(figure: go.Figure, own: pd.DataFrame, color: str, axis: str, words: Words) -> None:
    heights = own["y"].round(4).to_list()
    figure.add_scatter(
        x=own["x"],
        y=heights,
        yaxis=axis,
        mode="markers",
        cliponaxis=False,
        marker={
            "size": (8 + 3.5 * own["contacts"].clip(upper=36) ** 0.5).round(1),
            "color": color,
            "opacity": 1,
            "line": {"width": 1, "color": theme.GROUND},
        },
        customdata=own["actor_id"].to_list(),
        hovertext=[_person_hover(person, words) for person in own.itertuples()],
        unselected={"marker": {"opacity": 0.35}},
    )
    names = [plain(shortened(words.actor(actor), NAME)) for actor in own["actor_id"]]
    own_axis = {"tickvals": heights, "ticktext": names, **theme.AXIS}
    figure.update_layout({axis.replace("y", "yaxis"): own_axis})


def _person_hover(person: Any, words: Words) -> str:
    return lines(
        [
            f"<b>{plain(words.actor(person.actor_id))}</b>",
            plain(words.term("rank", person.rank)),
            counted(person.contacts),
            plural("{n} partner", "{n} partners", person.partners),
        ]
    )


def _network_title(placed: pd.DataFrame, words: Words) -> str:
    if placed.empty:
        return _("No two named people met")
    most = int(placed["partners"].max())
    top = placed[placed["partners"] == most]
    if len(top) > MOST_PAIRS:
        return plural(
            "{people} people met most, each {n} person of the other side",
            "{people} people met most, each {n} people of the other side",
            most,
            people=number(len(top)),
        )
    if len(top) > 1:
        return plural(
            "Met most people of the other side, {n} each: {names}",
            "Met most people of the other side, {n} each: {names}",
            most,
            names=words.actor_names(top["actor_id"]),
        )
    return plural(
        "{name} met {n} person of the other side; no one met more",
        "{name} met {n} people of the other side; no one met more",
        most,
        name=words.actor(top["actor_id"].iloc[0]),
    )


def _people_numbers(placed: pd.DataFrame, words: Words) -> pd.DataFrame:
    ordered = placed.sort_values("contacts", ascending=False, kind="stable")
    codes = dict(zip(("side_a", "side_b"), words.pair.sides, strict=True))
    return pd.DataFrame(
        {
            _("Person"): [words.actor(i) for i in ordered["actor_id"]],
            _("Side"): [words.side(codes[side].code) for side in ordered["side"]],
            _("Highest rank"): [words.term("rank", rank) for rank in ordered["rank"]],
            _("Contacts"): ordered["contacts"].to_numpy(),
            _("People met"): ordered["partners"].to_numpy(),
            _("First contact"): iso(ordered["first"], ordered["first_precision"]).to_numpy(),
        }
    )
