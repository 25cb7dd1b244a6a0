"""A picture of a seed digest: which rows hold which claim."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts.draw import bars, theme, vega
from charts.draw.picture import Picture
from charts.draw.text import shortened
from charts.speech.describe import describe
from charts.speech.formats import number
from charts.speech.language import _, plural
from charts.speech.names import Words

LINK_STEP = 22
LONGEST = 100
"""Letters of the name of a row; the place that is left may cut it further."""

NARROW = 520
"""Below so many pixels, the rows go by their names without their tables."""

LEFT, RIGHT = 0.03, 0.3
"""Where across the chart the claims and the rows stand."""

LINK_OPACITY = "luminance(background) > 0.4 ? 0.5 : 0.8"


def verdict_name(verdict: str) -> str:
    """The words for what others say of a claim (see `analysis.evidence.seeds.judged`)."""
    return {
        "confirmed": _("confirmed by others"),
        "alone": _("by this article alone"),
        "differ": _("others differ"),
    }[verdict]


def seed(held: pd.DataFrame, words: Words) -> Picture:
    """Which rows hold which claim of a seed digest?

    `held` is what `analysis.evidence.seeds.resolved` returns, for one digest. A click picks a row
    (`key`: table:row_id).
    """
    held = held.assign(key=held["table"] + ":" + held["row_id"])
    claims = held.drop_duplicates("claim").sort_values("number")
    rows = held.drop_duplicates("key")
    height = max(len(claims), len(rows), 1)
    claims = claims.assign(y=_spread(len(claims), height), label=claims["number"].map(number))
    tables = words.terms("table", rows["table"])
    rows = rows.assign(
        y=_spread(len(rows), height),
        table_name=tables,
        label=[
            _("{table}: {name}", table=table, name=shortened(name, LONGEST))
            for table, name in zip(tables, rows["name"], strict=True)
        ],
    )
    links = held.assign(
        y=held["claim"].map(claims.set_index("claim")["y"]),
        y2=held["key"].map(rows.set_index("key")["y"]),
    )
    title = _("No claim of this article is held by a row")
    if len(claims):
        title = plural(
            "{n} claim, held by {rows}",
            "{n} claims, held by {rows}",
            len(claims),
            rows=plural("{n} row", "{n} rows", len(rows)),
        )
    held_by = held.groupby("says", sort=False).size().rename("rows").reset_index()
    return Picture(
        figure=_links(
            links[["says", "name", "y", "y2"]],
            claims[["says", "y", "label"]],
            rows[["key", "table_name", "name", "y", "label"]],
        ).properties(height=height * LINK_STEP + bars.PADDING),
        title=title,
        subtitle=_(
            "Left: the claims, numbered as above. Right: the rows that hold them. Choose a row to "
            "open it."
        ),
        alt=describe(title, held_by),
        table=held[["claim", "says", "table", "row_id"]].set_axis(
            [_("Claim"), _("In our words"), _("Table"), _("Row")], axis=1
        ),
    )


def _spread(items: int, height: int) -> list[float]:
    """The heights at which items stand, evenly spread over the picture."""
    return [(place + 0.5) * height / items for place in range(items)]


def _links(links: pd.DataFrame, claims: pd.DataFrame, rows: pd.DataFrame) -> alt.TopLevelMixin:
    height = max(len(claims), len(rows), 1)
    scale = alt.Scale(domain=[0, height], reverse=True, nice=False)
    across = alt.Scale(domain=[0, 1], nice=False)
    y = alt.Y("y:Q", scale=scale, axis=None)
    left, right = (
        alt.XDatum(place, type="quantitative", scale=across, axis=None) for place in (LEFT, RIGHT)
    )
    claim = alt.Tooltip("says:N", title=_("Claim"))
    room = alt.ExprRef(f"containerSize()[0] * {1 - RIGHT} - 24")
    chart: alt.TopLevelMixin = alt.layer(
        alt.Chart(links)
        .mark_rule(color=theme.LINE, opacity=alt.ExprRef(LINK_OPACITY), strokeWidth=1.4)
        .encode(
            x=left,
            x2=alt.X2Datum(RIGHT),
            y=y,
            y2=alt.Y2("y2:Q"),
            tooltip=[claim, alt.Tooltip("name:N", title=_("Row"))],
        ),
        alt.Chart(claims)
        .mark_text(align="right", dx=-8, fontSize=12, fontWeight=600, color=vega.INK)
        .encode(x=left, y=y, text=alt.Text("label:N")),
        alt.Chart(claims)
        .mark_circle(color=theme.LINE, size=60, opacity=1)
        .encode(x=left, y=y, tooltip=[claim]),
        alt.Chart(rows)
        .mark_square(color=theme.LINE, size=70, opacity=1)
        .encode(
            x=right,
            y=y,
            tooltip=vega.tooltips({"table_name:N": _("Table"), "name:N": _("Row")}),
        )
        .add_params(vega.picker()),
        alt.Chart(rows)
        .mark_text(align="left", dx=9, fontSize=12, color=vega.INK, limit=room)
        .transform_calculate(shown=f"containerSize()[0] < {NARROW} ? datum.name : datum.label")
        .encode(x=right, y=y, text=alt.Text("shown:N")),
    )
    return chart
