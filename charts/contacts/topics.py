"""Pictures of what the two sides spoke about."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.contacts.topics import RAISERS
from charts.contacts.names import counted
from charts.draw import grid, theme
from charts.draw.legend import key
from charts.draw.picture import Picture
from charts.draw.text import plain, wrapped
from charts.speech.describe import describe
from charts.speech.formats import aside, clauses, labelled, leading, listed, number
from charts.speech.language import _, plural, plural_if
from charts.speech.names import Words

STRIP = 16
"""Pixels of one strip of the heatmap."""

STRIPS = ("a", "shared", "b", "")
"""The strips of a topic, by who raised it; an empty one parts it from the next."""

MOST_NUMBERED = 25
"""Years up to which each cell carries its number."""

NUMBER = 11
"""Size of a number on a cell."""

BAR, NAME_CHARS = 32, 20
"""Pixels of a bar with two lines of name beside it, and letters of a line."""

MOST_NAMED = 3
"""Topics that a title names where a side alone names them equally often."""

FAINTEST, STRONGEST = 0.22, 0.75
"""Opacity of the colour of a side where it raised a topic once, and where most often."""


def raiser_name(who: str, words: Words) -> str:
    """Who raised a topic: side a, side b, or both."""
    a, b = words.pair.sides
    sides = {"a": a, "b": b}
    return words.side(sides[who].code) if who in sides else _("Both, or not said")


def raiser_color(who: str, words: Words) -> str:
    """The colour of who raised a topic."""
    a, b = words.pair.sides
    return {"a": a.color, "b": b.color}.get(who, words.pair.mutual_color)


def by_year(
    counts: pd.DataFrame, busiest: pd.Series, years: tuple[int, int], words: Words, others: int
) -> Picture:
    """Which topic was raised in which year, and by whom?

    `counts` is what `analysis.contacts.topics.by_year` returns for the topics of `busiest`, in
    whose order the rows stand; `others` counts the topics left out. A click hands back
    [topic, year, raised_by] as customdata.
    """
    topics = list(busiest.index)
    table = counts.pivot(index=["topic", "raised_by"], columns="year", values="contacts").reindex(
        index=pd.MultiIndex.from_product([topics, STRIPS]), columns=range(years[0], years[1] + 1)
    )
    figure = theme.figure(STRIP * len(table) + 90, clickmode="event+select", hoverdistance=20)
    _draw_strips(figure, table, words)
    _draw_targets(figure, table, words)
    key(figure, [(raiser_color(w, words), raiser_name(w, words)) for w in STRIPS[:3]])
    figure.update_xaxes(
        range=[years[0] - 0.5, years[1] + 0.5],
        tickformat="d",
        dtick=1 if years[1] - years[0] < MOST_NUMBERED else None,
        autotickangles=[0, -90],
        ticks="",
    )
    figure.update_yaxes(
        ticks="",
        tickvals=[len(STRIPS) * i + 1 for i in range(len(topics))],
        ticktext=[wrapped(words.term("topic", topic), NAME_CHARS) for topic in topics],
        range=[len(table) - 0.5, -1.5],
        showgrid=False,
    )
    numbers = pd.DataFrame(
        {
            _("Topic"): words.terms("topic", counts["topic"]),
            _("Year"): counts["year"].to_numpy(),
            _("Raised by"): [raiser_name(str(who), words) for who in counts["raised_by"]],
            _("Contacts"): counts["contacts"].to_numpy(),
        }
    )
    fullest = numbers.sort_values(_("Contacts"), ascending=False, kind="stable")
    return Picture(
        figure=figure,
        title=_by_year_title(counts, busiest, words),
        subtitle=_(
            "Number of contacts in which a topic was raised, per year: by {a} (upper strip), by "
            "both or without saying by whom (middle), by {b} (lower). Choose a cell to list its "
            "contacts.",
            a=raiser_name("a", words),
            b=raiser_name("b", words),
        ),
        alt=describe(
            _("Heatmap of topics by year and by who raised them, the fullest cells first"),
            fullest.astype({_("Year"): str}),
            most=5,
        ),
        table=numbers,
        note=plural_if("{n} rarer topic is not shown.", "{n} rarer topics are not shown.", others),
    )


def _draw_strips(figure: go.Figure, table: pd.DataFrame, words: Words) -> None:
    """Empty cells, visible and clearly not a small count, and over them the strips of each."""
    whose = table.index.get_level_values(1).to_series(index=table.index)
    most = int(table.max(axis=None)) if table.notna().any(axis=None) else 1
    ground = (table * 0).fillna(0).where(whose != "", axis=0)
    cells = {"": (ground, theme.EMPTY_CELL, theme.EMPTY_CELL)}
    for who in STRIPS[:3]:
        shades = (theme.translucent(raiser_color(who, words), a) for a in (FAINTEST, STRONGEST))
        cells[who] = (table.where(whose == who, axis=0), *shades)
    for who, (counts, faintest, strongest) in cells.items():
        figure.add_heatmap(
            x=list(table.columns),
            y=list(range(len(table))),
            z=counts.astype(object).where(counts.notna(), None).to_numpy().tolist(),
            zmin=1 if who else None,
            zmax=max(most, 2) if who else None,
            colorscale=[[0, faintest], [1, strongest]],
            showscale=False,
            texttemplate="%{z}" if who and len(table.columns) <= MOST_NUMBERED else "",
            textfont={"size": NUMBER, "color": theme.INK},
            hoverinfo="skip",
            xgap=1,
            ygap=1,
        )


def _draw_targets(figure: go.Figure, table: pd.DataFrame, words: Words) -> None:
    """What makes each cell that holds something answer a click and a hover."""
    filled = table.stack().dropna()
    rows = table.index.get_indexer(filled.index.droplevel(-1))
    cells = []
    for ((topic, who, year), n), row in zip(filled.items(), rows, strict=True):
        told = _(
            "{topic}, {year}, {who}: {count}",
            topic=words.term("topic", topic),
            year=year,
            who=raiser_name(who, words),
            count=counted(int(n)),
        )
        cells.append((int(year), int(row), [topic, int(year), who], plain(told)))
    grid.draw_targets(figure, cells, STRIP)


def _by_year_title(counts: pd.DataFrame, busiest: pd.Series, words: Words) -> str:
    if counts.empty:
        return _("No topic on record")
    most = busiest.max()
    named = leading(words.terms("topic", busiest.index), busiest)
    if busiest.eq(most).sum() > 1:
        return _("Came up most, in {contacts} each: {topics}", contacts=counted(most), topics=named)
    first = counts[counts["topic"] == busiest.index[0]].groupby("raised_by", observed=True)
    split = first["contacts"].sum().reindex(RAISERS, fill_value=0)
    return _(
        "{topic} came up most: {a} in {contacts}, {b} in {n_b}, both or not said in {n_shared}",
        topic=named,
        a=raiser_name("a", words),
        b=raiser_name("b", words),
        contacts=counted(split["a"]),
        n_b=number(split["b"]),
        n_shared=number(split["shared"]),
    )


def left_out(table: pd.DataFrame, contacts: int, words: Words, most: int = 15) -> Picture:
    """Which topics does one side name, and the other leave out?

    `table` is what `analysis.contacts.topics.left_out` returns for `contacts` contacts, of which
    both accounts are known; at most `most` topics are drawn. A click hands back [topic, side],
    side being only_a or only_b.
    """
    apart = table[(table["only_a"] + table["only_b"]) > 0]
    drawn = apart.head(most)
    figure = theme.figure(
        max(200, BAR * len(drawn) + 80), barmode="relative", bargap=0.25, clickmode="event+select"
    )
    names = words.terms("topic", drawn["topic"])
    for who, sign in (("a", -1), ("b", 1)):
        _draw_side(figure, drawn, names, who, sign, words)
    reach = int(drawn[["only_a", "only_b"]].max().max()) if len(drawn) else 1
    figure.update_xaxes(range=[-reach * 1.15 - 0.5, reach * 1.15 + 0.5], visible=False)
    figure.update_yaxes(autorange="reversed", showgrid=False, type="category")
    figure.add_vline(x=0, line={"color": theme.MUTED, "width": 1})
    return Picture(
        figure=figure,
        title=_left_out_title(drawn, words),
        subtitle=_(
            "Number of contacts in which only one side names the topic, out of {n} of which both "
            "sides’ accounts are on record. Choose a bar to list its contacts.",
            n=number(contacts),
        ),
        table=_left_out_numbers(apart, words),
        note=plural_if(
            "{n} further topic is not shown.",
            "{n} further topics are not shown.",
            len(apart) - len(drawn),
        ),
    )


def _draw_side(
    figure: go.Figure, drawn: pd.DataFrame, names: list[str], who: str, sign: int, words: Words
) -> None:
    column = f"only_{who}"
    side = raiser_name(who, words)
    figure.add_bar(
        x=drawn[column] * sign,
        y=[wrapped(name, NAME_CHARS) for name in names],
        orientation="h",
        marker={"color": raiser_color(who, words)},
        text=[str(n) if n else "" for n in drawn[column]],
        textposition="outside",
        cliponaxis=False,
        customdata=[[topic, column] for topic in drawn["topic"]],
        hovertext=[
            plain(
                _(
                    "{topic}: only {side} names it in {n}, both or not said in {common}",
                    topic=name,
                    side=side,
                    n=counted(n),
                    common=number(common),
                )
            )
            for name, n, common in zip(names, drawn[column], drawn["common"], strict=True)
        ],
    )
    figure.add_annotation(
        x=0,
        y=1,
        yref="paper",
        xanchor="right" if sign < 0 else "left",
        yanchor="bottom",
        xshift=8 * sign,
        showarrow=False,
        text=plain(_("only {side}", side=side)),
        font={"size": theme.FONT_SIZE},
    )
    figure.update_layout(margin={**theme.MARGIN, "t": 28})


def _left_out_title(drawn: pd.DataFrame, words: Words) -> str:
    if drawn.empty:
        return _("No topic that only one side names")
    parts = [_most_named(drawn, who, words) for who in ("a", "b") if drawn[f"only_{who}"].max()]
    return _("Most often named by one side only – {topics}", topics=clauses(parts))


def _most_named(drawn: pd.DataFrame, who: str, words: Words) -> str:
    """The topics that a side alone names most often; more than a few are counted."""
    counts = drawn[f"only_{who}"]
    most = int(counts.max())
    topics = words.terms("topic", drawn.loc[counts == most, "topic"])
    each = plural("{n} contact each", "{n} contacts each", most)
    if len(topics) == 1:
        named = aside(topics[0], counted(most))
    elif len(topics) <= MOST_NAMED:
        named = aside(listed(topics), each)
    else:
        named = aside(plural("{n} topic", "{n} topics", len(topics)), each)
    return labelled(raiser_name(who, words), named)


def _left_out_numbers(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    a, b = raiser_name("a", words), raiser_name("b", words)
    return pd.DataFrame(
        {
            _("Topic"): words.terms("topic", table["topic"]),
            _("Only {side}", side=a): table["only_a"].to_numpy(),
            _("Only {side}", side=b): table["only_b"].to_numpy(),
            _("In common, or not said by whom"): table["common"].to_numpy(),
        }
    )
