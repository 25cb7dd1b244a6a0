"""What each record counts, by kind of act."""

from __future__ import annotations

import pandas as pd

from analysis.shares import of_whole
from charts.draw import intervals, legend, theme
from charts.draw.picture import Picture
from charts.draw.text import plain, shortened
from charts.speech.describe import describe
from charts.speech.formats import percent
from charts.speech.language import _
from charts.speech.names import Words
from charts.streams.colors import CURATED, MACHINE, names

ROW_HEIGHT = 38
NAME_LETTERS = 34


def roots(mix: pd.DataFrame, words: Words) -> Picture:
    """Which kinds of acts make up each record?

    `mix` is what `analysis.streams.misses.mix` returns, with one row at least.
    """
    rows = list(range(len(mix)))
    labels = [words.term("cameo_root", root) for root in mix["root"]]
    figure = theme.figure(ROW_HEIGHT * len(mix) + 70, barmode="group", bargap=0.3)
    for column, count, color, text in (
        (
            "acts_share",
            "acts",
            CURATED,
            _("{share}: {n} acts", share="%{x:.1%}", n="%{customdata}"),
        ),
        (
            "events_share",
            "events",
            MACHINE,
            _("{share}: {n} folded events", share="%{x:.1%}", n="%{customdata:,}"),
        ),
    ):
        figure.add_bar(
            orientation="h",
            x=mix[column].round(4),
            y=rows,
            marker={"color": color, "line": {"width": 0}},
            customdata=mix[count].tolist(),
            hovertemplate=text + "<extra></extra>",
        )
    figure.update_xaxes(tickformat=".0%", rangemode="tozero", nticks=5)
    intervals.name_rows(
        figure, [plain(shortened(name, NAME_LETTERS)) for name in labels], showgrid=False
    )
    legend.key(figure, names().items())
    table = pd.DataFrame(
        {
            _("Kind of act"): labels,
            _("Acts on record"): mix["acts"],
            _("Share of the record"): [percent(share, 1) for share in of_whole(mix["acts"], 3)],
            _("Folded events"): mix["events"],
            _("Share of the machine’s"): [
                percent(share, 1) for share in of_whole(mix["events"], 3)
            ],
            _("Reports"): mix["reports"],
        }
    )
    title = _title(mix, labels)
    return Picture(
        figure=figure,
        title=title,
        subtitle=_("Share of each record by CAMEO root code, over the same years."),
        alt=describe(title, table, most=20),
        table=table,
        note=_(
            "Both records map to the same root codes; the event types of POLECAT do so by the "
            "crosswalk of PLOVER."
        ),
    )


def _title(mix: pd.DataFrame, labels: list[str]) -> str:
    gap = mix["events_share"] - mix["acts_share"]
    if mix["acts"].sum() == 0:
        return _("The curated record has no act in these years")
    if not len(gap) or gap.abs().max() == 0:
        return _("Both records count the same kinds of acts")
    return _(
        "The machine counts more of: {more}; the curated record more of: {less}",
        more=labels[int(gap.to_numpy().argmax())],
        less=labels[int(gap.to_numpy().argmin())],
    )
