"""How much of the curated record the machine has, by kind of act."""

from __future__ import annotations

import pandas as pd

from charts.draw import legend, theme
from charts.draw.picture import Picture
from charts.draw.text import plain, shortened
from charts.speech.describe import describe
from charts.speech.formats import number, percent
from charts.speech.language import _
from charts.speech.names import Words
from charts.streams.colors import MACHINE

ROW_HEIGHT = 32
NAME_LETTERS = 34


def recall(found: pd.DataFrame, words: Words, within: int) -> Picture:
    """Of the acts on record, how many has the machine within some days, and by chance?

    `found` is what `analysis.streams.misses.recall` returns, with one row at least.
    """
    rows = list(range(len(found)))
    roots = [words.term("cameo_root", root) for root in found["root"]]
    figure = theme.figure(ROW_HEIGHT * len(found) + 84, margin={"l": 4, "r": 12, "t": 26, "b": 4})
    for row, each in zip(rows, found.itertuples(), strict=True):
        figure.add_scatter(
            x=[each.low, each.high],
            y=[row, row],
            mode="lines",
            line={"color": theme.translucent(MACHINE, 0.55), "width": 3},
            hoverinfo="skip",
        )
    counted = list(zip(found["found"], found["acts"], strict=True))
    share = _("{found} of {acts}: {share}", found="%{customdata[0]}", acts="%{customdata[1]}",
              share="%{x:.0%}")  # fmt: skip
    by_chance = _("by chance: {share}", share="%{x:.0%}")
    for column, marker, text in (
        ("chance", {"symbol": "line-ns", "size": 14, "line": {"width": 2, "color": theme.MUTED}},
         by_chance),
        ("share", {"size": 10, "color": MACHINE}, share),
    ):  # fmt: skip
        figure.add_scatter(
            x=found[column].round(3),
            y=rows,
            mode="markers",
            marker=marker,
            customdata=counted,
            hovertemplate=text + "<extra></extra>",
        )
    figure.update_xaxes(
        range=[-0.02, 1.02],
        fixedrange=True,
        tickvals=[0, 0.25, 0.5, 0.75, 1],
        ticktext=[percent(value) for value in (0, 0.25, 0.5, 0.75, 1)],
    )
    figure.update_yaxes(
        tickvals=rows,
        ticktext=[plain(shortened(name, NAME_LETTERS)) for name in roots],
        range=[len(rows) - 0.5, -0.5],
        fixedrange=True,
    )
    legend.line(figure, [(MACHINE, _("found")), (theme.MUTED, _("by chance"))])
    acts, hits = int(found["acts"].sum()), int(found["found"].sum())
    chance = float((found["chance"] * found["acts"]).sum() / acts)
    table = pd.DataFrame(
        {
            _("Kind of act"): roots,
            _("Acts on record"): found["acts"],
            _("Found"): found["found"],
            _("Share"): [percent(value) for value in found["share"]],
            _("Lower end"): [percent(value) for value in found["low"]],
            _("Upper end"): [percent(value) for value in found["high"]],
            _("By chance"): [percent(value) for value in found["chance"]],
        }
    )
    title = _(
        "The machine has {share} of the acts on record; on other days it would have {chance}",
        share=percent(hits / acts),
        chance=percent(chance),
    )
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "Acts of salience 2 and 3 with a machine event of the same kind within {days} days, by "
            "CAMEO root; line: 90 % interval; stroke: the share on days more than a month away.",
            days=number(within),
        ),
        alt=describe(title, table),
        table=table,
        note=_(
            "A machine that counts something nearly every day finds nearly everything: only what "
            "lies beyond the stroke tells that it saw the act."
        ),
    )
