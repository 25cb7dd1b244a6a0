"""The thin and the dense years: what thinness would have shown of the dense ones."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.temperature.eras import wrong_sign
from analysis.temperature.kernel import Floats
from charts.draw import intervals, theme
from charts.draw.picture import Picture
from charts.speech.formats import percent
from charts.speech.language import _
from charts.temperature.around import mark_zero, scale
from charts.temperature.measures import nothing

HEIGHT = 300


def ghost(line: pd.DataFrame, alike: Floats, mixed: Floats, wall: int) -> Picture:
    """How would the dense years read, had they been recorded as thinly as those before?

    `line` has date and temperature; `alike` and `mixed` are the lines of thinned records (points by
    draws), drawn evenly and in the earlier mix of kinds.
    """
    if line.empty:
        return nothing()
    figure = theme.figure(HEIGHT, hovermode="x unified", margin=theme.CLOSE)
    low, high = map(pd.Series, np.quantile(alike, [0.05, 0.95], axis=1))
    intervals.band(figure, line["date"], low, high, theme.MUTED, 0.22)
    for values, look in (
        (alike[:, 0], {"color": theme.MUTED, "width": 1.2, "dash": "dot"}),
        (line["temperature"].to_numpy(), {"color": theme.LINE, "width": 2.4}),
    ):
        figure.add_scatter(
            x=line["date"],
            y=np.round(values, 2),
            mode="lines",
            line=look,
            hovertemplate="%{y:+.2f}°<extra></extra>",
        )
    scale(figure, float(min(low.min(), -1.0)) - 0.3, float(max(high.max(), 1.0)) + 0.3, "°")
    mark_zero(figure)
    figure.update_xaxes(**theme.DATE_AXIS)
    shown = line["temperature"].to_numpy()
    shares = [wrong_sign(drawn, shown) for drawn in (alike, mixed)]
    return Picture(
        figure=figure,
        title=_(
            "Recorded as thinly as before {year}, the line would have the wrong sign in {low} to "
            "{high} of months",
            year=str(wall),
            low=percent(min(shares)),
            high=percent(max(shares)),
        ),
        subtitle=_(
            "Blue: the dense years, in degrees. Grey: nine in ten of {n} thinned records; dotted: "
            "one. {mixed}: in the earlier mix of kinds.",
            mixed=percent(shares[1]),
            n=str(alike.shape[1]),
        ),
        table=pd.DataFrame(
            {
                _("Date"): line["date"].dt.strftime("%Y-%m-%d"),
                _("Temperature (°)"): shown.round(2),
                _("Lower end"): low,
                _("Upper end"): high,
            }
        ),
        note=_("So levels before {year} cannot be compared with those since.", year=str(wall)),
    )
