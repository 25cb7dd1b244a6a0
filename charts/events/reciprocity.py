"""A picture of what is answered in kind."""

from __future__ import annotations

import pandas as pd

from charts.draw import bars
from charts.draw.picture import Picture
from charts.events.answers import acting
from charts.speech.describe import describe
from charts.speech.formats import listed, number, percent
from charts.speech.language import _, plural
from charts.speech.names import Words


def reciprocity(shares: pd.DataFrame, words: Words) -> Picture:
    """What share of the conflictual acts of each side is answered in kind, and how soon?

    `shares` is what `analysis.events.reciprocity.shares` returns.
    """
    who = [acting(direction, words) for direction in shares["direction"]]
    drawn = shares.assign(
        who=who,
        name=[
            _("Acts of {who}, answered within {days} days", who=w, days=number(within))
            for w, within in zip(who, shares["within"], strict=True)
        ],
        label=[
            _(
                "{share} ({answered} of {acts})",
                share=percent(s),
                answered=number(k),
                acts=number(n),
            )
            for s, k, n in zip(shares["share"], shares["answered"], shares["acts"], strict=True)
        ],
        share=shares["share"].round(4),
    )
    tooltip = {
        "name": _("Acts"),
        "acts": _("Conflictual acts"),
        "answered": _("Answered in kind"),
        "possibly": _("Possibly in time"),
        "label": _("Share"),
    }
    bar = drawn.assign(value=drawn["share"], color=drawn["direction"])
    figure = bars.named(bar, tooltip, colors=words.pair.colors(), top=1)
    title = _title(drawn)
    columns = ["who", "within", "acts", "answered", "possibly", "share"]
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "Share of a side's conflictual acts (intensity below zero) that the other side answers "
            "with a conflictual act, where the answer is stated or widely reported."
        ),
        alt=describe(title, drawn[["name", "label"]]),
        table=drawn[columns].set_axis(
            [
                _("Acts by"),
                _("Within (days)"),
                _("Conflictual acts"),
                _("Answered in kind"),
                _("Possibly in time"),
                _("Share"),
            ],
            axis=1,
        ),
        note=_(
            "An act counts only where the record covers the whole time for its answer. Answers "
            "that nobody stated or reported as such are not on record, so a share is a lower "
            "bound."
        ),
    )


def _title(drawn: pd.DataFrame) -> str:
    due = drawn[drawn["acts"] > 0]
    if due.empty:
        return _("No conflictual act with the whole time for its answer on record")
    longest = due[due["within"] == due["within"].max()]
    return _(
        "Answered in kind within {days} days: {parts}",
        days=number(due["within"].max()),
        parts=listed(
            plural(
                "{share} of {n} conflictual act of {who}",
                "{share} of {n} conflictual acts of {who}",
                row.acts,
                who=row.who,
                share=percent(row.share),
            )
            for row in longest.itertuples()
        ),
    )
