"""Picture of measures and responses: who answered what, after how many days, according to whom."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.tables.dates import days_apart, iso
from analysis.trade.responses import Chains
from charts.draw import legend, theme
from charts.draw.picture import Picture
from charts.draw.text import cut, lines, plain, shortened, wrapped
from charts.speech.formats import day, days_range, listed, number, sentences
from charts.speech.language import _, plural, plural_if
from charts.speech.names import Words

MOST_STEPS = 14
"""So many steps still have room for their names at the width of a phone."""

NARROW = 320.0
"""The width, in pixels, at which names must not run into each other."""

NAME_CHARS, NAME_SIGNS, NAME_LINES = 20, 9, 3
NAME_WIDTH, NAME_HEIGHT = 108.0, 73.0
"""Room in pixels for the name of a step: its date, three lines of its title, and its days."""

NAME_SHIFT = 8
"""Pixels by which a name at an edge of the picture reaches past its node."""

NODE, ROOM, BETWEEN, HEAD = 11, 26.0, 92.0, 24
"""Pixels round a node, outside a lane, between two lanes, and above them for their names."""

PARTS_OF_CURVE = 14


def answers(found: Chains, left_out: int, words: Words, partial: bool = False) -> Picture:
    """Which step answered which, by whom, after how many days?

    `found` is one chain (see `analysis.trade.responses`), cut to what can be drawn;
    `left_out` says how many of its steps the cut removed, `partial` that filters may leave out
    others. Time runs from left to right, one place for each step; each side has its lane. A node's
    customdata is the table and the id of the row that it opens: `events:ID`.
    """
    steps = named(found.steps, words).reset_index(drop=True)
    # Side a on top, side b below, what both or others did between.
    lane = {words.pair.a.code: 0, "mutual": 1, "third-party": 1, words.pair.b.code: 2}
    steps = steps.assign(x=steps.index.astype(float), lane=steps["lane"].map(lane))
    heights, levels, total = _layout(steps)
    colors = {0: words.pair.a.color, 1: words.pair.mutual_color, 2: words.pair.b.color}
    steps = steps.assign(y=steps["lane"].map(heights), color=steps["lane"].map(colors))
    margin = {**theme.MARGIN, "t": HEAD}
    figure = theme.figure(int(total) + HEAD + 8, clickmode="event+select", margin=margin)
    _draw_lanes(figure, heights, 1 in set(steps["lane"]), words)
    by_step = steps.set_index("step")
    heads = [
        _draw_link(figure, link, by_step.loc[link.earlier], by_step.loc[link.later])
        for link in found.links.itertuples()
    ]
    _draw_nodes(figure, steps)
    after = {step: span(links) for step, links in found.links.groupby("later")}
    names = [
        _name(row, level, len(steps), str(after.get(row.step, "")))
        for row, level in zip(steps.itertuples(), levels, strict=True)
    ]
    # All of them at once: each `add_annotation` would make every one of the figure anew.
    figure.layout.shapes = [*figure.layout.shapes, *(thread for thread, _said in names)]
    said = (each for _thread, each in names)
    figure.layout.annotations = [*figure.layout.annotations, *heads, *said]
    figure.update_xaxes(visible=False, range=[-0.6, len(steps) - 0.4])
    figure.update_yaxes(visible=False, range=[0, max(total, 1)])
    return Picture(
        figure=figure,
        title=_title(steps),
        subtitle=_(
            "From left to right in order of date, evenly spaced; under each name, the days since. "
            "Squares: restrictions begin or change (filled), are eased or end (open). Circles: "
            "other acts. Solid arrow: stated by its author to answer; dashed: stated, or widely "
            "reported, to answer; dotted: the same measure goes on or ends. Choose a step for its "
            "card."
        ),
        table=step_table(found, words),
        note=_note(left_out, partial),
    )


def _layout(steps: pd.DataFrame) -> tuple[dict[int, float], list[int], float]:
    """The height of each lane, the level of each step's name, and the height of the whole."""
    levels = _levels(steps)
    depth = dict.fromkeys(range(3), 0)
    for lane, level in zip(steps["lane"], levels, strict=True):
        depth[lane] = max(depth[lane], level + 1)
    b = depth[2] * NAME_HEIGHT + ROOM
    both = b + BETWEEN
    a = both + depth[1] * NAME_HEIGHT + BETWEEN if depth[1] else b + BETWEEN * 1.5
    return {0: a, 1: both, 2: b}, levels, a + ROOM + depth[0] * NAME_HEIGHT


def _levels(steps: pd.DataFrame) -> list[int]:
    """How far from its lane each name stands, so that none runs into another when narrow."""
    column = NARROW / max(len(steps), 1)
    taken: dict[tuple[int, int], float] = {}
    levels = []
    for row in steps.itertuples():
        _anchor, left, right = _extent(row.x, column)
        level = next(n for n in range(len(steps) + 1) if taken.get((row.lane, n), -99.0) <= left)
        taken[(row.lane, level)] = right
        levels.append(level)
    return levels


def _extent(x: float, column: float) -> tuple[str, float, float]:
    """How a name hangs on its node, and from where to where it reaches, in pixels when narrow."""
    centre = (x + 0.6) * column
    if centre < NAME_WIDTH / 2:
        return "left", centre - NAME_SHIFT, centre - NAME_SHIFT + NAME_WIDTH
    if centre > NARROW - NAME_WIDTH / 2:
        return "right", centre + NAME_SHIFT - NAME_WIDTH, centre + NAME_SHIFT
    return "center", centre - NAME_WIDTH / 2, centre + NAME_WIDTH / 2


def _draw_lanes(figure: go.Figure, heights: dict[int, float], both: bool, words: Words) -> None:
    """The lanes, and above them whose they are, from the uppermost down."""
    sides = words.pair.sides
    names = {
        0: (sides[0].color, words.side(sides[0].code)),
        1: (words.pair.mutual_color, _("both, or others")),
        2: (sides[1].color, words.side(sides[1].code)),
    }
    drawn = {lane: name for lane, name in names.items() if lane != 1 or both}
    for lane, (color, _said) in drawn.items():
        line = {"color": theme.translucent(color, 0.35), "width": 2}
        theme.lines_across(figure, [heights[lane]], line)
    legend.key(figure, drawn.values())


def _draw_link(
    figure: go.Figure, link: Any, early: pd.Series, late: pd.Series
) -> dict[str, object]:
    """The line from one step to the next; returns the arrowhead at its end."""
    dash = "solid" if link.told == "stated" else "dash" if link.kind == "answers" else "dot"
    x, y = _curve(early, late)
    theme.stroke(
        figure, x, y, {"color": theme.translucent(late["color"], 0.75), "width": 1.4, "dash": dash}
    )
    return {
        **{"x": x[-1], "y": y[-1], "ax": x[-3], "ay": y[-3]},
        **{"xref": "x", "yref": "y", "axref": "x", "ayref": "y"},
        **{"text": "", "showarrow": True, "standoff": NODE - 1},
        **{"arrowhead": 2, "arrowsize": 1.1, "arrowwidth": 1.4, "arrowcolor": late["color"]},
    }


def _curve(early: pd.Series, late: pd.Series) -> tuple[list[float], list[float]]:
    """A bent line from one step to the next; within a lane it bows towards the middle."""
    bow = 0.0
    if early["lane"] == late["lane"]:
        bow = {0: -1.0, 1: -0.6, 2: 1.0}[int(early["lane"])] * BETWEEN * 0.62
    x0, y0, x1, y1 = early["x"], early["y"], late["x"], late["y"]
    middle_x = x0 + (x1 - x0) * (0.72 if early["lane"] != late["lane"] else 0.5)
    middle_y = (y0 + (y1 - y0) * 0.36) + 2 * bow
    parts = [p / PARTS_OF_CURVE for p in range(PARTS_OF_CURVE + 1)]
    x = [(1 - p) ** 2 * x0 + 2 * p * (1 - p) * middle_x + p**2 * x1 for p in parts]
    y = [(1 - p) ** 2 * y0 + 2 * p * (1 - p) * middle_y + p**2 * y1 for p in parts]
    return [round(float(v), 3) for v in x], [round(float(v), 1) for v in y]


def _draw_nodes(figure: go.Figure, steps: pd.DataFrame) -> None:
    symbols = [
        "square-open" if row.relief else "square" if row.restrictions or row.ended else "circle"
        for row in steps.itertuples()
    ]
    figure.add_scatter(
        x=steps["x"],
        y=steps["y"],
        mode="markers",
        marker={
            "symbol": symbols,
            "size": 15,
            "color": steps["color"].tolist(),
            "line": {"width": 2, "color": steps["color"].tolist()},
        },
        customdata=[_target(row) for row in steps.itertuples()],
        hovertext=[_hover(row) for row in steps.itertuples()],
        unselected={"marker": {"opacity": 0.55}},
    )


def _target(row: Any) -> str:
    """The card that a step opens: that of its first event, else of its first restriction."""
    if row.events:
        return f"events:{row.events[0]}"
    return f"trade_restrictions:{(row.restrictions or row.ended)[0]}"


def _hover(row: Any) -> str:
    eased, ended = len(row.eased), len(row.ended)
    begun = len(row.restrictions) - eased
    return lines(
        [
            f"<b>{wrapped(row.title, 46)}</b>",
            plain(day(row.date, row.precision)),
            plain(plural_if("{n} measure begins", "{n} measures begin", begun)),
            plain(plural_if("{n} measure eases", "{n} measures ease", eased)),
            plain(plural_if("{n} measure ends", "{n} measures end", ended)),
        ]
    )


def _name(
    row: Any, level: int, size: int, after: str
) -> tuple[dict[str, object], dict[str, object]]:
    """A thin line from the node of a step, and at its end the step's date, short name and days."""
    x, y, lane = row.x, row.y, row.lane
    up = lane != 2
    reach = NODE + 3 + level * NAME_HEIGHT
    anchor, _left, _right = _extent(x, NARROW / max(size, 1))
    end = y + (reach if up else -reach)
    thread = {
        **{"type": "line", "x0": x, "x1": x, "y0": y + (NODE if up else -NODE), "y1": end},
        **{"line": {"color": theme.FAINT, "width": 1}, "layer": "below"},
    }
    text = [
        f"<b>{plain(day(row.date, row.precision))}</b>",
        *map(plain, cut(row.title, NAME_CHARS, NAME_LINES, NAME_SIGNS)),
        f"<i>{plain(_('after {days}', days=after))}</i>" if after else "",
    ]
    name = {
        **{"x": x, "xanchor": anchor, "y": end, "yanchor": "bottom" if up else "top"},
        "xshift": {"left": -NAME_SHIFT, "right": NAME_SHIFT, "center": 0}[anchor],
        **{"text": lines(text), "align": anchor, "font": {"size": 11}},
        **{"showarrow": False, "bgcolor": theme.GROUND, "borderpad": 0},
    }
    return thread, name


def _title(steps: pd.DataFrame) -> str:
    if steps.empty:
        return _("No chain of answers to draw")
    return plural(
        "{n} step in {days}, from: {first}",
        "{n} steps in {days}, from: {first}",
        len(steps),
        days=days_range(*days_apart(steps["date"], steps["precision"])),
        first=shortened(steps["title"].iloc[0], 90),
    )


def _note(left_out: int, partial: bool) -> str:
    said = _(
        "That a measure answers an act is a link that sources make; its author may give another "
        "reason. A step is what one side did on one day; the acts and measures of a day are one "
        "step where they concern the same goods."
    )
    cut = plural_if(
        "{n} step of lower salience is left out of the picture and listed below.",
        "{n} steps of lower salience are left out of the picture and listed below.",
        left_out,
    )
    some = _("Steps that the filters leave out are not drawn.") if partial else ""
    return sentences([said, cut, some])


def span(links: pd.DataFrame) -> str:
    """The days of the links that lead to one step, from fewest to most."""
    least, most = links["days_least"].min(), links["days_most"].max()
    count = number(least) if least == most else f"{number(least)}–{number(most)}"
    return _("{n} d", n=count)


def link_words(kind: str, told: str) -> str:
    """How one step follows from another, as far as the sources go."""
    if kind == "answers":
        return {
            "stated": _("stated by its author to answer it"),
            "reported": _("widely reported as an answer; its author gives another reason"),
            "no-reason": _("widely reported as an answer; no reason by its author is on record"),
        }.get(told, _("stated, or widely reported, to answer it"))
    return {
        "ends": _("end of the measure"),
        "effect": _("takes effect"),
        "replaces": _("next phase of the same measure"),
    }[kind]


def named(steps: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The steps with titles that say it where goods are eased or freed, not restricted."""
    return steps.assign(title=list(map(_name_of, map(words.told, steps["title"]), steps["effect"])))


def _name_of(title: str, effect: str) -> str:
    """What a step is called: goods alone would say that they are restricted."""
    if effect == "eased":
        return _("Easing: {goods}", goods=title)
    if effect == "ended":
        return _("End: {goods}", goods=title)
    if effect == "lapsed":
        return _("End of the easing: {goods}", goods=title)
    return title


def step_table(found: Chains, words: Words) -> pd.DataFrame:
    """The steps as rows: when, who, what, what it follows and how that is told."""
    steps = named(found.steps, words)
    titles = steps.set_index("step")["title"]
    told = found.links.assign(
        days=[span(found.links.loc[[row]]) for row in found.links.index],
        how=list(map(link_words, found.links["kind"], found.links["told"])),
        follows=found.links["earlier"].map(titles),
    )
    by_step = dict(iter(told.groupby("later")))
    before = [by_step.get(step, told.iloc[:0]) for step in steps["step"]]
    return pd.DataFrame(
        {
            _("Date"): iso(pd.to_datetime(steps["date"]), steps["precision"]),
            _("Who"): words.terms("direction", steps["lane"]),
            _("After"): [listed(rows["days"]) for rows in before],
            _("What"): steps["title"],
            _("How it is told"): [listed(rows["how"].unique()) for rows in before],
            _("Follows"): [listed(rows["follows"]) for rows in before],
        },
        index=steps.index,
    )
