"""How much of the curated record the machine has, by kind of act."""

from __future__ import annotations

import pandas as pd

from charts.draw import intervals, legend, theme
from charts.draw.picture import Picture
from charts.draw.text import plain, shortened
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
    roots = [words.term("cameo_root", root) for root in found["root"]]
    figure = theme.figure(ROW_HEIGHT * len(found) + 84, margin={**theme.CLOSE, "t": 26})
    intervals.ranges(figure, found["low"], found["high"], theme.translucent(MACHINE, 0.55))
    counted = list(zip(found["found"], found["acts"], strict=True))
    share = _("{found} of {acts}: {share}", found="%{customdata[0]}", acts="%{customdata[1]}",
              share="%{x:.0%}")  # fmt: skip
    by_chance = _("by chance: {share}", share="%{x:.0%}")
    upright = {"symbol": "line-ns", "size": 14, "line": {"width": 2, "color": theme.MUTED}}
    intervals.dots(figure, found["chance"].round(3), by_chance, **upright)
    intervals.dots(figure, found["share"].round(3), share, counted, size=10, color=MACHINE)
    figure.update_xaxes(
        range=[-0.02, 1.02],
        tickvals=[0, 0.25, 0.5, 0.75, 1],
        ticktext=[percent(value) for value in (0, 0.25, 0.5, 0.75, 1)],
    )
    intervals.name_rows(figure, [plain(shortened(name, NAME_LETTERS)) for name in roots])
    legend.key(figure, [(MACHINE, _("found")), (theme.MUTED, _("by chance"))])
    acts, hits = int(found["acts"].sum()), int(found["found"].sum())
    title = _("The machine found {share} of the acts on record", share=percent(hits / acts))
    # A short stream has no day that is a month away from an act.
    known = found.dropna(subset="chance")
    if len(known):
        title = _(
            "The machine found {share} of the acts on record; by chance it would find {chance}",
            share=percent(hits / acts),
            chance=percent((known["chance"] * known["acts"]).sum() / known["acts"].sum()),
        )
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "Acts of salience 2 and 3 with a machine event of the same kind within {days} days, by "
            "CAMEO root; line: 90% interval; stroke: the share on days more than a month away.",
            days=number(within),
        ),
        table=pd.DataFrame(
            {
                _("Kind of act"): roots,
                _("Acts on record"): found["acts"],
                _("Found"): found["found"],
                _("Share"): [percent(value) for value in found["share"]],
                _("Lower end"): [percent(value) for value in found["low"]],
                _("Upper end"): [percent(value) for value in found["high"]],
                _("By chance"): [percent(value) for value in found["chance"]],
            }
        ),
        note=_(
            "A machine that counts something nearly every day finds nearly everything: only what "
            "lies beyond the stroke tells that it saw the act."
        ),
    )
