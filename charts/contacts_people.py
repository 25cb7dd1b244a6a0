"""Pictures of who met whom."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts import theme
from charts.contacts_grid import Grid, draw
from charts.contacts_names import short
from charts.picture import Picture
from charts.text import lines, plain, wrapped
from charts.wording import Words, _, clauses, day, listed, number, plural

NETWORK_HEIGHT = 240
NETWORK_ROW = 34
"""Pixels of one person of the network."""

WIDEST = 8
"""Contacts from which on a line grows no wider."""

CURVE_X = [round(t / 10, 2) for t in range(11)]
CURVE_Y = [3 * x**2 - 2 * x**3 for x in CURVE_X]
"""A line leaves and arrives level (a cubic, flat at both ends)."""

MOST_DATES = 6
"""Dates that a hover box lists; further ones are counted."""


def matrix(counts: pd.DataFrame, links: pd.DataFrame, words: Words, unnamed: int) -> Picture:
    """Who of side a (rows) met whom of side b (columns), and how often?

    `counts` and `links` are what the functions of that name in `analysis.contact_people` return
    for the same people; `unnamed` counts the contacts left out because a side is not named by a
    person. A click selects the marker over a cell, whose
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
    figure.update_yaxes(tickfont={"color": a.color})
    figure.update_xaxes(tickfont={"color": b.color})
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
        note=unnamed_note(unnamed),
    )


def unnamed_note(unnamed: int) -> str:
    """How many contacts are not shown because a side is not named by a person."""
    if not unnamed:
        return ""
    return plural(
        "{n} contact is not shown: no person is on record for one side or both.",
        "{n} contacts are not shown: no person is on record for one side or both.",
        unnamed,
    )


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
    top = links.loc[links["contacts"].idxmax()]
    return plural(
        "{a} and {b} met most: {n} contact",
        "{a} and {b} met most: {n} contacts",
        int(top["contacts"]),
        a=words.actor(top["person_a"]),
        b=words.actor(top["person_b"]),
    )


def _matrix_alt(counts: pd.DataFrame, links: pd.DataFrame, words: Words) -> str:
    if links.empty:
        return _("No two named people met")
    top = links.nlargest(3, "contacts")
    return _(
        "Matrix of {rows} people against {columns}. Most contacts: {pairs}.",
        rows=number(len(counts)),
        columns=number(len(counts.columns)),
        pairs=clauses(
            f"{words.actor(r.person_a)} – {words.actor(r.person_b)} ({number(r.contacts)})"
            for r in top.itertuples()
        ),
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


def network(placed: pd.DataFrame, links: pd.DataFrame, words: Words, unnamed: int) -> Picture:
    """Who is joined to whom in the network of those who met?

    `placed` is what `analysis.contact_network.layout` returns: people with x, y, side, contacts
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
        note=unnamed_note(unnamed),
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
            "line": {"width": 1, "color": "white"},
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
                "tickfont": {"color": color},
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
    top = placed.loc[placed["partners"].idxmax()]
    return plural(
        "{name} met {n} person of the other side; no one met more",
        "{name} met {n} people of the other side; no one met more",
        int(top["partners"]),
        name=words.actor(top["actor_id"]),
    )


def _network_alt(placed: pd.DataFrame, links: pd.DataFrame, words: Words) -> str:
    if placed.empty:
        return _("No two named people met")
    top = placed.nlargest(3, "contacts")
    return _(
        "Network of {people} people joined by {links} lines. Most contacts: {names}.",
        people=number(len(placed)),
        links=number(len(links)),
        names=clauses(
            f"{words.actor(p.actor_id)} ({number(p.contacts)})" for p in top.itertuples()
        ),
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
