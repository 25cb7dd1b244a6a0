"""Which month was the coldest, which the warmest? In what share of resampled records."""

from __future__ import annotations

import pandas as pd

from charts.draw import intervals, theme
from charts.draw.picture import Picture
from charts.speech.formats import day, degrees, percent
from charts.speech.language import _
from charts.temperature.measures import nothing

MOST = 6
ROW_HEIGHT = 30


def extremes(found: pd.DataFrame) -> Picture:
    """The months that may be the coldest and the warmest of the dense years.

    `found` is what `analysis.temperature.certainty.differences.extremes` gives.
    """
    if found.empty:
        return nothing()
    parts = {
        name: found.nlargest(MOST, name).query(f"{name} > 0") for name in ("coldest", "warmest")
    }
    rows = pd.concat(
        [
            pd.DataFrame(
                {
                    "name": [
                        f"{day(d, 'month')}  {degrees(t)}°"
                        for d, t in zip(part["date"], part["temperature"], strict=True)
                    ],
                    _("Month"): part["date"].dt.strftime("%Y-%m").to_numpy(),
                    _("Temperature (°)"): part["temperature"].round(1).to_numpy(),
                    "share": part[name].to_numpy(),
                    "kind": _("coldest") if name == "coldest" else _("warmest"),
                    "color": theme.intensity_color(-7 if name == "coldest" else 7),
                }
            )
            for name, part in parts.items()
        ],
        ignore_index=True,
    )
    figure = theme.figure(ROW_HEIGHT * len(rows) + 20, margin={**theme.CLOSE, "r": 40}, bargap=0.35)
    figure.add_bar(
        orientation="h",
        y=list(range(len(rows))),
        x=rows["share"].round(3),
        marker={"color": rows["color"].tolist()},
        text=[f"{percent(s)} {k}" for s, k in zip(rows["share"], rows["kind"], strict=True)],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_xaxes(range=[0, 1.25 * float(rows["share"].max())], visible=False)
    # A line across would strike out the words behind the bars.
    intervals.name_rows(figure, rows["name"].tolist(), showgrid=False)
    coldest, warmest = (parts[name].iloc[0] for name in ("coldest", "warmest"))
    return Picture(
        figure=figure,
        title=_(
            "{cold} is the coldest month in {cold_share} of resampled records, {warm} the warmest "
            "in {warm_share}",
            cold=day(coldest["date"], "month"),
            cold_share=percent(coldest["coldest"]),
            warm=day(warmest["date"], "month"),
            warm_share=percent(warmest["warmest"]),
        ),
        subtitle=_("Of the years in which the record is dense; a superlative holds no further."),
        table=rows[[_("Month"), _("Temperature (°)"), "kind", "share"]]
        .round(3)
        .rename(columns={"kind": _("Kind"), "share": _("Share of records")}),
    )
