"""The bench: the line as it is, and as it would be after some changes."""

from __future__ import annotations

import pandas as pd

from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import shortened
from charts.speech.formats import day, degrees, labelled
from charts.speech.language import _, plural
from charts.speech.names import Words
from charts.temperature.around import mark_zero, scale
from charts.temperature.measures import nothing

HEIGHT = 300
DIGITS = 3
NAME_LETTERS = 46


def whatif(
    line: pd.DataFrame,
    changed: pd.DataFrame,
    at: pd.Timestamp,
    ends: tuple[float, float],
    changes: int,
) -> Picture:
    """How would the line read after these changes?

    `line` and `changed` have date and temperature; `ends` are the two temperatures at the end of
    `at`; `changes` is how many changes were made.
    """
    if line.empty:
        return nothing()
    figure = theme.figure(HEIGHT, hovermode="x unified", margin=theme.CLOSE)
    for table, name, look in (
        (line, _("as it is"), {"color": theme.MUTED, "width": 4}),
        (changed, _("changed"), {"color": theme.LINE, "width": 2.2}),
    ):
        figure.add_scatter(
            x=table["date"],
            y=table["temperature"].round(DIGITS),
            mode="lines",
            line=look,
            hovertemplate=labelled(name, "%{y:+.2f}°") + "<extra></extra>",
        )
    values = pd.concat([line["temperature"], changed["temperature"]])
    scale(figure, min(float(values.min()), -1.0) - 0.3, max(float(values.max()), 1.0) + 0.3, "°")
    mark_zero(figure)
    theme.lines_up(figure, [at.isoformat()], {"color": theme.MUTED, "width": 1, "dash": "dot"})
    figure.update_xaxes(**theme.DATE_AXIS)
    before, after = ends
    facts = {
        "date": day(at),
        "before": degrees(before, DIGITS),
        "after": degrees(after, DIGITS),
        "by": degrees(after - before, DIGITS),
    }
    return Picture(
        figure=figure,
        title=plural(
            "With {n} change the temperature of {date} is {after}° in place of {before}°: {by}°",
            "With {n} changes the temperature of {date} is {after}° in place of {before}°: {by}°",
            changes,
            **facts,
        )
        if changes
        else _("Nothing is changed: {before}° on {date}", **facts),
        subtitle=_("The line in degrees; broad and grey: as it is."),
        table=pd.DataFrame(
            {
                _("Date"): line["date"].dt.strftime("%Y-%m-%d"),
                _("As it is (°)"): line["temperature"].round(DIGITS),
                _("Changed (°)"): changed["temperature"].round(DIGITS),
                _("Difference (°)"): (changed["temperature"] - line["temperature"]).round(DIGITS),
            }
        ),
    )


def change_name(change: str, titles: dict[str, str], words: Words) -> str:
    """A change in words; `titles` has the title of each event by its id."""
    kind, *parts = change.split(":")
    title = shortened(words.told(titles.get(parts[0], parts[0])), NAME_LETTERS)
    return {
        "drop": lambda: _("without {event}", event=title),
        "episode": lambda: _("without the chain of answers of {event}", event=title),
        "code": lambda: _("{event} as {code}", event=title, code=parts[1]),
        "date": lambda: _("{event} on {date}", event=title, date=day(pd.Timestamp(parts[1]))),
        "side": lambda: _(
            "without what only {side} reports", side=words.term("source_side", parts[0])
        ),
        "domain": lambda: _("without {domain}", domain=words.term("domain", parts[0])),
        "add": lambda: _(
            "and {code}, {direction}, salience {salience}, on {date}",
            code=parts[1],
            direction=words.term("direction", parts[3]),
            salience=parts[2],
            date=day(pd.Timestamp(parts[0])),
        ),
    }[kind]()
