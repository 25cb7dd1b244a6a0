"""A picture of what a new version did to the temperature."""

from __future__ import annotations

import pandas as pd

from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.time import Window, mark_end
from charts.speech.formats import day, degrees
from charts.speech.language import _, plural

HEIGHT = 340


def lines(found: pd.DataFrame, versions: tuple[str, str], window: Window) -> Picture:
    """How did the temperature read in two versions of the record?

    `found` is what `analysis.record.ledger.lines` returns for the window; `versions` the earlier
    and the later one.
    """
    before, after = (_("Version {version}", version=version) for version in versions)
    figure = theme.figure(HEIGHT, hovermode="x unified", showlegend=True)
    looks = {"before": (before, theme.MUTED, "dot"), "after": (after, theme.LINE, "solid")}
    for column, (name, color, dash) in looks.items():
        figure.add_scatter(
            x=found["date"],
            y=found[column].round(2),
            mode="lines",
            name=name,
            line={"color": color, "width": 1.6, "dash": dash},
            hovertemplate="%{y:+.2f}°",
        )
    figure.add_hline(y=0, line={"color": theme.MUTED, "width": 1})
    figure.update_xaxes(**window.axis(0.02))
    figure.update_yaxes(ticksuffix="°")
    if window.record_ends:
        mark_end(figure, window.end)
    monthly = found[found["date"].dt.is_month_end | (found["date"] == found["date"].max())]
    return Picture(
        figure=figure,
        title=_title(found, versions),
        subtitle=_("The temperature in degrees, by the events of each version."),
        table=pd.DataFrame(
            {
                _("Date"): monthly["date"].dt.strftime("%Y-%m-%d"),
                before: monthly["before"].round(2),
                after: monthly["after"].round(2),
                _("Difference"): (monthly["after"] - monthly["before"]).round(2),
            }
        ),
    )


def _title(found: pd.DataFrame, versions: tuple[str, str]) -> str:
    moved = (found["after"] - found["before"]).dropna()
    if moved.empty:
        return _("No day in these years is covered by both versions")
    most = moved.abs().idxmax()
    return _(
        "From version {old} to {new} the line moved most on {date}: {most}°; on {end}: {last}°",
        old=versions[0],
        new=versions[1],
        date=day(found.loc[most, "date"]),
        most=degrees(moved[most]),
        end=day(found.loc[moved.index[-1], "date"]),
        last=degrees(moved.iloc[-1]),
    )


def summary(counts: pd.DataFrame) -> str:
    """How many rows a version added, changed and removed, in words."""
    total = counts.groupby("change", observed=True)["rows"].sum()
    added, changed, removed = (int(total.get(kind, 0)) for kind in ("added", "changed", "removed"))
    parts = (
        plural("{n} row added", "{n} rows added", added),
        plural("{n} row changed", "{n} rows changed", changed),
        plural("{n} row removed", "{n} rows removed", removed),
    )
    return " · ".join(parts)
