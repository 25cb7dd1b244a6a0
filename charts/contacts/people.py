"""Pictures of who met whom."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.contacts.names import short
from charts.draw import theme
from charts.draw.grid import Grid, draw
from charts.draw.picture import Picture
from charts.draw.text import lines, plain, wrapped
from charts.speech.formats import aside, clauses, day, listed, number, sentences
from charts.speech.language import _, plural
from charts.speech.names import Words

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


def matrix(
    counts: pd.DataFrame,
    links: pd.DataFrame,
    words: Words,
    unnamed: int,
    outside: int = 0,
    alone: int = 0,
) -> Picture:
    """Who of side a (rows) met whom of side b (columns), and how often?

    `counts` and `links` are what the functions of that name in `analysis.contacts.people` return
    for the same people; `unnamed` counts the contacts left out because a side is not named by a
    person, `outside` those of other people, and `alone` the people who met none of those shown.
    A click selects the marker over a cell, whose
    customdata is [actor of side a, actor of side b].
    """
    met = {(r.person_a, r.person_b): r for r in links.itertuples()}
    grid = Grid(
        counts=counts,
        rows=[short(words.actor(a)) for a in counts.index],
        columns=[short(words.actor(b)) for b in counts.columns],
        hover=[
            [_pair_hover(a, b, met.get((a, b)), words) for b in counts.columns]
            for a in counts.index
        ],
    )
    figure = draw(grid)
    a, b = words.pair.sides
    _color_sides(figure, words)
    return Picture(
        figure=figure,
        title=_matrix_title(links, words),
        subtitle=_(
            "Number of contacts between people of {a} (rows) and of {b} (columns), by rank, then "
            "by first contact. Choose a cell to list its contacts.",
            a=words.side(a.code),
            b=words.side(b.code),
        ),
        alt=_matrix_alt(counts, links, words),
        table=_link_numbers(links, words),
        note=left_out_note(unnamed, outside, alone),
    )


def _color_sides(figure: go.Figure, words: Words) -> None:
    """A line in the colour of the side along its people: names stay in the colour of text."""
    a, b = words.pair.sides
    figure.update_yaxes(showline=True, linecolor=a.color, linewidth=3)
    figure.update_xaxes(showline=True, linecolor=b.color, linewidth=3)


def left_out_note(unnamed: int, outside: int, alone: int = 0) -> str:
    """How many contacts, and how many of the busiest people, are not shown, and why."""
    parts = [
        (
            plural(
                "{n} contact is not shown: no person is on record for one side or both.",
                "{n} contacts are not shown: no person is on record for one side or both.",
                unnamed,
            ),
            unnamed,
        ),
        (
            plural(
                "{n} contact of other people is not shown.",
                "{n} contacts of other people are not shown.",
                outside,
            ),
            outside,
        ),
        (
            plural(
                "{n} of the busiest met none of the others and is left out.",
                "{n} of the busiest met none of the others and are left out.",
                alone,
            ),
            alone,
        ),
    ]
    return sentences(text for text, n in parts if n)


def _pair_hover(a: str, b: str, link: object, words: Words) -> str:
    who = _("{a} and {b}", a=words.actor(a), b=words.actor(b))
    n = link.contacts if link else 0  # type: ignore[attr-defined]
    count = plural("{n} contact", "{n} contacts", n)
    if not link:
        return lines([f"<b>{plain(who)}</b>", count])
    return lines(
        [
            f"<b>{plain(who)}</b>",
            count,
            wrapped(_dates(link.dates)),  # type: ignore[attr-defined]
            wrapped(listed(words.place(p) for p in link.places)),  # type: ignore[attr-defined]
        ]
    )


def _dates(dates: tuple[pd.Timestamp, ...]) -> str:
    # A date is not broken over two lines.
    shown = listed(day(date).replace(" ", "\u00a0") for date in dates[:MOST_DATES])
    more = len(dates) - MOST_DATES
    return _("{dates} and {n} more", dates=shown, n=more) if more > 0 else shown


def _matrix_title(links: pd.DataFrame, words: Words) -> str:
    if links.empty:
        return _("No two named people met")
    most = int(links["contacts"].max())
    top = links[links["contacts"] == most]
    if len(top) == 1:
        return plural(
            "{a} and {b} met most: {n} contact",
            "{a} and {b} met most: {n} contacts",
            most,
            a=words.actor(top["person_a"].iloc[0]),
            b=words.actor(top["person_b"].iloc[0]),
        )
    named = clauses(_pair(row, words) for row in top.head(MOST_PAIRS).itertuples())
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
        pairs=named,
    )


def _pair(link: object, words: Words) -> str:
    return f"{words.actor(link.person_a)} – {words.actor(link.person_b)}"  # type: ignore[attr-defined]


def _matrix_alt(counts: pd.DataFrame, links: pd.DataFrame, words: Words) -> str:
    if links.empty:
        return _("No two named people met")
    top = links.nlargest(3, "contacts")
    return _(
        "Matrix of {rows} people against {columns}. Most contacts: {pairs}.",
        rows=number(len(counts)),
        columns=number(len(counts.columns)),
        pairs=clauses(aside(_pair(row, words), number(row.contacts)) for row in top.itertuples()),
    )


def _link_numbers(links: pd.DataFrame, words: Words) -> pd.DataFrame:
    ordered = links.sort_values("contacts", ascending=False, kind="stable")
    a, b = words.pair.sides
    return pd.DataFrame(
        {
            words.side(a.code): [words.actor(i) for i in ordered["person_a"]],
            words.side(b.code): [words.actor(i) for i in ordered["person_b"]],
            _("Contacts"): ordered["contacts"].to_numpy(),
            _("Dates"): [listed(f"{d:%Y-%m-%d}" for d in dates) for dates in ordered["dates"]],
            _("Places"): [listed(words.place(p) for p in places) for places in ordered["places"]],
        }
    )


def network(
    placed: pd.DataFrame, links: pd.DataFrame, words: Words, unnamed: int, outside: int = 0
) -> Picture:
    """Who is joined to whom in the network of those who met?

    `placed` is what `analysis.contacts.network.layout` returns: people with x, y, side, contacts
    and partners; `links` the pairs that met. A click on a person hands back their id.
    """
    tallest = int(placed.groupby("side").size().max()) if len(placed) else 1
    figure = theme.figure(
        max(NETWORK_HEIGHT, NETWORK_ROW * tallest), clickmode="event+select", hoverdistance=30
    )
    _draw_links(figure, placed, links)
    for side, pair_side in zip(("side_a", "side_b"), words.pair.sides, strict=True):
        _draw_people(figure, placed[placed["side"] == side], side, pair_side.color, words)
    figure.update_xaxes(visible=False, range=[-0.04, 1.04], fixedrange=True)
    figure.update_layout(yaxis2={"overlaying": "y", "side": "right"})
    figure.update_yaxes(range=[1.04, -0.04], showgrid=False, ticks="", fixedrange=True)
    a, b = words.pair.sides
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
        alt=_network_alt(placed, links, words),
        table=_people_numbers(placed, words),
        note=left_out_note(unnamed, outside),
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
        figure.add_scatter(
            x=xs,
            y=ys,
            mode="lines",
            line={
                "color": theme.translucent(theme.MUTED, 0.35 + 0.05 * width),
                "width": 0.6 + 0.9 * width,
            },
            hoverinfo="skip",
        )


def _draw_people(figure: go.Figure, own: pd.DataFrame, side: str, color: str, words: Words) -> None:
    heights = own["y"].round(4).to_list()
    figure.add_scatter(
        x=own["x"],
        y=heights,
        yaxis="y" if side == "side_a" else "y2",
        mode="markers",
        cliponaxis=False,
        marker={
            "size": (8 + 3.5 * own["contacts"].clip(upper=36) ** 0.5).round(1),
            "color": color,
            "opacity": 1,
            "line": {"width": 1, "color": theme.GROUND},
        },
        customdata=own["actor_id"].to_list(),
        hovertext=[_person_hover(p, words) for p in own.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
        unselected={"marker": {"opacity": 0.35}},
    )
    axis = "yaxis" if side == "side_a" else "yaxis2"
    figure.update_layout(
        {
            axis: {
                "tickvals": heights,
                "ticktext": [plain(short(words.actor(i))) for i in own["actor_id"]],
                "automargin": True,
                "zeroline": False,
            }
        }
    )


def _person_hover(person: object, words: Words) -> str:
    p = person
    return lines(
        [
            f"<b>{plain(words.actor(p.actor_id))}</b>",  # type: ignore[attr-defined]
            plain(words.term("rank", p.rank)),  # type: ignore[attr-defined]
            plural("{n} contact", "{n} contacts", p.contacts),  # type: ignore[attr-defined]
            plural("{n} partner", "{n} partners", p.partners),  # type: ignore[attr-defined]
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


def _network_alt(placed: pd.DataFrame, links: pd.DataFrame, words: Words) -> str:
    if placed.empty:
        return _("No two named people met")
    top = placed.nlargest(3, "contacts")
    return _(
        "Network of {people} people joined by {links} lines. Most contacts: {names}.",
        people=number(len(placed)),
        links=number(len(links)),
        names=clauses(aside(words.actor(p.actor_id), number(p.contacts)) for p in top.itertuples()),
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
            _("First contact"): ordered["first"].dt.strftime("%Y-%m-%d").to_numpy(),
        }
    )
