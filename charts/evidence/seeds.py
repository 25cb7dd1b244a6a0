"""A picture of a seed digest: which rows hold which claim."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts.draw import bars, theme, vega
from charts.draw.picture import Picture
from charts.draw.text import shortened
from charts.speech.formats import number
from charts.speech.language import _
from charts.speech.names import Words

LINK_STEP = 22
LONGEST = 100
"""Letters of the name of a row; the place that is left may cut it further."""

NARROW = 520
"""Below so many pixels, the rows go by their names without their tables."""

LINK_OPACITY = "luminance(background) > 0.4 ? 0.5 : 0.8"


def seed(held: pd.DataFrame, words: Words) -> Picture:
    """Which rows hold which claim of a seed digest, drawn as links from left to right?

    `held` is what `analysis.evidence.seeds.resolved` returns, for one digest. A click picks a row
    (`key`: table:row_id).
    """
    claims = held.drop_duplicates("claim").sort_values("number").reset_index(drop=True)
    rows = held.drop_duplicates(["table", "row_id"]).reset_index(drop=True)
    height = max(len(claims), len(rows), 1)
    left = _column_of(claims, "claim", height)
    right = _column_of(rows.assign(key=rows["table"] + ":" + rows["row_id"]), "key", height)
    links = pd.DataFrame(
        {
            "claim": held["claim"],
            "says": held["says"],
            "name": held["name"],
            "y": held["claim"].map(left),
            "y2": (held["table"] + ":" + held["row_id"]).map(right),
        }
    )
    marks = rows.assign(
        key=rows["table"] + ":" + rows["row_id"],
        table_name=words.terms("table", rows["table"]),
    )
    marks = marks.assign(y=marks["key"].map(right))
    marks["label"] = [
        _("{table}: {name}", table=table, name=shortened(name, LONGEST))
        for table, name in zip(marks["table_name"], marks["name"], strict=True)
    ]
    numbered = claims.assign(
        y=claims["claim"].map(left), label=[number(n) for n in claims["number"]]
    )
    return Picture(
        figure=_seed_figure(links, numbered, marks, height),
        title=_seed_title(claims, rows),
        subtitle=_(
            "Left: the claims, numbered as in the list below. Right: the rows of the tables that "
            "hold them. Choose a row to open it."
        ),
        alt=_(
            "Links from {n} claims to {m} rows; each claim is held by {least} to {most} rows.",
            n=number(len(claims)),
            m=number(len(rows)),
            least=number(held.groupby("claim").size().min() if len(held) else 0),
            most=number(held.groupby("claim").size().max() if len(held) else 0),
        ),
        table=held[["claim", "says", "table", "row_id"]].set_axis(
            [_("Claim"), _("In our words"), _("Table"), _("Row")], axis=1
        ),
    )


def _column_of(items: pd.DataFrame, key: str, height: int) -> dict[str, float]:
    """The height at which each item stands: evenly spread over the picture."""
    step = height / max(len(items), 1)
    return {name: (place + 0.5) * step for place, name in enumerate(items[key])}


def _seed_title(claims: pd.DataFrame, rows: pd.DataFrame) -> str:
    if claims.empty:
        return _("No claim of this digest is held by a row")
    return _("{n} claims, held by {m} records", n=number(len(claims)), m=number(len(rows)))


def _seed_figure(
    links: pd.DataFrame, claims: pd.DataFrame, rows: pd.DataFrame, height: int
) -> alt.TopLevelMixin:
    y = alt.Scale(domain=[0, height], reverse=True, nice=False)
    x = alt.Scale(domain=[0, 1], nice=False)
    left, right = 0.03, 0.3

    def at(column: str) -> alt.Y:
        return alt.Y(f"{column}:Q", scale=y, axis=None)

    def across(place: float) -> alt.XDatum:
        return alt.XDatum(place, type="quantitative", scale=x, axis=None)

    chart: alt.TopLevelMixin = alt.layer(
        alt.Chart(links)
        .mark_rule(color=theme.LINE, opacity=alt.ExprRef(LINK_OPACITY), strokeWidth=1.4)
        .encode(
            x=across(left),
            x2=alt.X2Datum(right),
            y=at("y"),
            y2="y2:Q",
            tooltip=[
                alt.Tooltip("says:N", title=_("Claim")),
                alt.Tooltip("name:N", title=_("Held by")),
            ],
        ),
        alt.Chart(claims)
        .mark_text(align="right", dx=-8, fontSize=12, fontWeight=600, color=vega.INK)
        .encode(x=across(left), y=at("y"), text="label:N"),
        alt.Chart(claims)
        .mark_circle(color=theme.LINE, size=60, opacity=1)
        .encode(x=across(left), y=at("y"), tooltip=[alt.Tooltip("says:N", title=_("Claim"))]),
        alt.Chart(rows)
        .mark_square(color=theme.LINE, size=70, opacity=1)
        .encode(
            x=across(right),
            y=at("y"),
            tooltip=[
                alt.Tooltip("table_name:N", title=_("Table")),
                alt.Tooltip("name:N", title=_("Row")),
            ],
        )
        .add_params(vega.picker("key")),
        alt.Chart(rows)
        .mark_text(
            align="left",
            dx=9,
            fontSize=12,
            color=vega.INK,
            limit=alt.ExprRef(f"containerSize()[0] * {1 - right} - 24"),
        )
        .transform_calculate(shown=f"containerSize()[0] < {NARROW} ? datum.name : datum.label")
        .encode(x=across(right), y=at("y"), text="shown:N"),
    ).properties(height=height * LINK_STEP + bars.PADDING)
    return chart
