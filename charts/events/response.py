"""Responses against chance: what follows an act, months that go together, and base rates."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.draw import intervals, theme
from charts.draw.picture import Picture
from charts.draw.text import LINE_BREAK, plain, wrapped
from charts.speech.formats import aside, clauses, degrees, labelled, number, percent, sentences
from charts.speech.language import _, plural
from charts.speech.names import Words

CHANCE = 0.01
"""Several spans, sides and lags are tried, so that one in twenty is no proof."""

ROW_HEIGHT, LINE = 34, 15
"""Of a row and of a line of its name, in pixels: a name in three lines makes the rows higher."""

LAG_HEIGHT = 260
LONGEST_NAME = 36
"""Letters of a name in one line, which leave a phone room for the plot."""

NAME_SHARE = 1.08
"""The right end of an axis of shares, with room for words."""


def followed(found: pd.DataFrame, since: pd.Timestamp, words: Words) -> Picture:
    """What share of the acts of each side is followed by one of the other, and by chance?

    `found` is what `analysis.events.response.followed` returns of the time from `since` on.
    """
    names = [
        _("{way}, {days}", way=words.term("direction", way), days=_span(days))
        for way, days in zip(found["direction"], found["days"], strict=True)
    ]
    figure = _shares(found["followed"], found["low"], found["high"], found["chance"], names)
    figure.data[-2].marker.color = [words.pair.colors()[way] for way in found["direction"]]
    return Picture(
        figure=figure,
        title=_followed_title(found, words),
        subtitle=_(
            "Share of conflictual acts that a conflictual act of the other side follows within "
            "so many days, with its 95% interval; stroke: by chance in that season."
        ),
        table=pd.DataFrame(
            {
                _("Acts"): names,
                _("n"): found["n"],
                _("Followed"): [percent(v) for v in found["followed"]],
                _("By chance"): [percent(v) for v in found["chance"]],
                _("p"): [number(v, 3) for v in found["p"]],
            }
        ),
        note=sentences(
            [
                _(
                    "That an act follows another does not make it an answer; what is stated as one "
                    "is a lower bound, and is shown under “Action and answer”."
                ),
                _of_all_years(since),
            ]
        ),
    )


def _of_all_years(since: pd.Timestamp) -> str:
    year = str(since.year)
    return _("All years from {year} on are taken, whatever the years in view.", year=year)


def _span(days: int) -> str:
    return plural("within {n} day", "within {n} days", days)


def _followed_title(found: pd.DataFrame, words: Words) -> str:
    """What holds beyond chance, side by side; a share that chance would bring is not claimed."""
    beyond = found[found["p"] <= CHANCE]
    if found.empty:
        return _("No conflictual act here that the other side could have followed")
    if beyond.empty:
        return _("No act is followed by one of the other side more often than by chance")
    first = beyond.sort_values("days").groupby("direction", sort=False).head(1)
    return clauses(
        _(
            "{way}: {share} of {n} conflictual acts are followed by one of the other side {days} "
            "(by chance {chance})",
            n=number(row.n),
            way=words.term("direction", row.direction),
            share=percent(row.followed),
            days=_span(row.days),
            chance=percent(row.chance),
        )
        for row in first.itertuples()
    )


def lags(found: pd.DataFrame, since: pd.Timestamp, words: Words) -> Picture:
    """Do the months of the two sides go together, and who comes first?

    `found` is what `analysis.events.response.lags` returns of the time from `since` on.
    """
    a, b = (words.side(side.code) for side in words.pair.sides)
    beyond = (found["p"] <= CHANCE).to_numpy()
    figure = theme.figure(LAG_HEIGHT, margin=theme.CLOSE)
    intervals.band(figure, found["lag"], found["low"], found["high"], theme.MUTED, 0.2)
    figure.add_bar(
        x=found["lag"],
        y=found["r"].round(2),
        width=0.5,
        marker={"color": [theme.LINE if told else theme.MUTED for told in beyond]},
        hovertext=[
            plain(labelled(_lag(int(row.lag), a, b), f"r = {degrees(row.r, 2)}"))
            for row in found.itertuples()
        ],
    )
    figure.update_xaxes(
        tickvals=found["lag"].tolist(),
        title=_("months by which {b} comes after {a}", a=plain(a), b=plain(b)),
    )
    figure.update_yaxes(nticks=5)
    told = [
        aside(_lag(int(row.lag), a, b), degrees(row.r, 2)) for row in found[beyond].itertuples()
    ]
    return Picture(
        figure=figure,
        title=_(
            "Month by month the two sides move together beyond chance: {lags}", lags=clauses(told)
        )
        if told
        else _("Month by month the two sides do not move together beyond chance"),
        subtitle=_(
            "Correlation of what each side did by month (sums of intensity, {n} months), −1 to +1; "
            "grey: what chance brings in 95% of circular shifts, each lag taken by itself.",
            n=number(found["months"].iloc[0]),
        ),
        table=pd.DataFrame(
            {
                _("Lag (months)"): found["lag"],
                _("r"): [degrees(v, 2) for v in found["r"]],
                _("p"): [number(v, 3) for v in found["p"]],
            }
        ),
        note=_of_all_years(since),
    )


def _lag(months: int, a: str, b: str) -> str:
    """Which months are compared, in words: `b` comes so many months after `a`."""
    if months == 0:
        return _("in the same month")
    later, earlier = (b, a) if months > 0 else (a, b)
    return plural(
        "{later} {n} month after {earlier}",
        "{later} {n} months after {earlier}",
        abs(months),
        later=later,
        earlier=earlier,
    )


def base_rates(found: pd.DataFrame, since: pd.Timestamp, words: Words) -> Picture:
    """What usually followed what?

    `found` is what `analysis.events.response.base_rates` returns of the time from `since` on.
    """
    found = found[found["n"] > 0]
    names = [_case(row, words) for row in found.to_dict("records")]
    return Picture(
        figure=_shares(found["share"], found["low"], found["high"], found["any_week"], names),
        title=_rates_title(found, names),
        subtitle=_(
            "Share of cases with its 95% interval; stroke: the share of all weeks. What was, not "
            "a forecast."
        ),
        table=pd.DataFrame(
            {
                _("Case"): names,
                _("n"): found["n"].tolist(),
                _("Share"): [percent(v) for v in found["share"]],
                _("Lower end"): [percent(v) for v in found["low"]],
                _("Upper end"): [percent(v) for v in found["high"]],
                _("Any week"): [percent(v) for v in found["any_week"]],
            }
        ),
        note=_(
            "The whole record from {year} on is taken: of the filters, “As of” alone acts here.",
            year=str(since.year),
        ),
    )


def _rates_title(found: pd.DataFrame, names: list[str]) -> str:
    """The first that followed more often than it follows any week, as far as the interval tells."""
    told = [
        _(
            "{case}: {share} of {n} within 30 days, {chance} after any week",
            case=name,
            n=number(row.n),
            share=percent(row.share),
            chance=percent(row.any_week),
        )
        for name, row in zip(names, found.itertuples(), strict=True)
        if row.low > row.any_week
    ]
    return told[0] if told else _("Nothing followed within 30 days more often than after any week")


def _case(row: dict[str, object], words: Words) -> str:
    kind = (row["given"], row["then"])
    if kind == ("leaders", "ministers"):
        return _("A ministerial contact after one of leaders")
    if kind == ("ministers", "warm"):
        return _("A concession or cooperation after a ministerial contact")
    return _(
        "A new restriction by the other side after a material act of {side}",
        side=words.side(str(row["side"])),
    )


def _shares(
    share: pd.Series, low: pd.Series, high: pd.Series, chance: pd.Series, names: list[str]
) -> go.Figure:
    """A row for each share: its interval, its dot, and an upright where chance lies."""
    told = [wrapped(name, LONGEST_NAME) for name in names]
    height = max([ROW_HEIGHT, *(LINE * (name.count(LINE_BREAK) + 1) for name in told)])
    figure = theme.figure(height * len(told) + 50, margin=theme.CLOSE)
    intervals.ranges(figure, low, high, theme.FAINT, 6)
    intervals.dots(figure, share.round(3), "%{x:.0%}", size=12)
    upright = {"symbol": "line-ns-open", "size": 15, "line": {"width": 2}, "color": theme.INK}
    by_chance = _("chance: {share}", share="%{x:.0%}")
    intervals.dots(figure, chance.round(3), by_chance, **upright)
    figure.update_xaxes(range=[0, NAME_SHARE], tickformat=".0%")
    intervals.name_rows(figure, told)
    return figure
