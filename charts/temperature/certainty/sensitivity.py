"""Pictures of what the temperature rests on, how much it hangs on choices, and its company."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.speech.formats import degrees, labelled, number, percent
from charts.speech.language import _
from charts.speech.names import Words
from charts.temperature.around import signed_ticks
from charts.temperature.measures import nothing

FAMILIES = ("half_life", "prior_weight", "salience", "scale", "acts", "without_side")
VARIANT_COLORS = ("#2F6FB0", "#B8467F", "#6E8F2E", "#B5652B", "#17967F")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
PANEL_HEIGHT = 150
GAP = 60
"""Pixels between two panels, for the axis of dates or the two lines of names."""

SAME = 1e-9
"""Degrees by which two lines may differ and be the same."""


def sensitivity(base: pd.DataFrame, variants: pd.DataFrame, words: Words) -> Picture:
    """How far do other choices move the line?

    `base` has date and temperature as shown; `variants` is what
    `analysis.temperature.certainty.sensitivity.sensitivity` returns; those that change nothing are
    left out. One panel for each kind of choice, the line as shown broad and grey behind.
    """
    if base.empty:
        return nothing()
    variants = _differing(base, variants)
    if variants.empty:
        return nothing()
    families = [f for f in FAMILIES if (variants["family"] == f).any()]
    figure = theme.figure(
        PANEL_HEIGHT * len(families) + 44,
        hovermode="x unified",
        margin={**theme.CLOSE, "t": 40},
    )
    share = 1 / len(families)
    gap = GAP / (PANEL_HEIGHT * len(families))
    values = pd.concat([base["temperature"], variants["temperature"]])
    low, high = min(float(values.min()), -1.0) - 0.3, max(float(values.max()), 1.0) + 0.3
    for n, family in enumerate(families):
        axis = "" if n == 0 else str(n + 1)
        top = 1 - n * share
        figure.update_layout(
            {
                f"yaxis{axis}": {
                    "domain": [max(top - share + (gap if n < len(families) - 1 else 0), 0), top],
                    "range": [low, high],
                    **signed_ticks(low, high, "°", 5),
                    "fixedrange": True,
                    "gridcolor": theme.FAINT,
                    "zeroline": True,
                    "zerolinecolor": theme.MUTED,
                    "anchor": "x",
                }
            }
        )
        _draw_panel(figure, family, f"y{axis}", top, base, variants, words)
    figure.update_xaxes(
        **theme.DATE_AXIS,
        anchor=f"y{len(families)}" if len(families) > 1 else "y",
    )
    last = variants.groupby(["family", "value"], sort=False)["temperature"].last()
    agree = _same_sign(base, variants)
    return Picture(
        figure=figure,
        title=_(
            "Other choices put the last value between {low}° and {high}°",
            low=degrees(last.min()),
            high=degrees(last.max()),
        ),
        subtitle=_(
            "The line under one changed choice at a time, in degrees; broad and grey behind: as "
            "shown elsewhere."
        ),
        alt=_(
            "{n} variants of the line in {panels} panels. In {share} of all months and variants "
            "the temperature lies on the same side of zero as the line shown.",
            n=number(len(last)),
            panels=number(len(families)),
            share=percent(agree),
        ),
        table=_variant_table(variants, words),
        note=_(
            "In {share} of all months and variants the temperature lies on the same side of zero "
            "as the line shown.",
            share=percent(agree),
        ),
    )


def _differing(base: pd.DataFrame, variants: pd.DataFrame) -> pd.DataFrame:
    """The variants that are not the line as shown."""
    shown = variants["date"].map(base.set_index("date")["temperature"])
    apart = (variants["temperature"] - shown).abs()
    most = apart.groupby([variants["family"], variants["value"]]).transform("max")
    return variants[most > SAME]


def _same_sign(base: pd.DataFrame, variants: pd.DataFrame) -> float:
    shown = variants["date"].map(base.set_index("date")["temperature"])
    return float(((variants["temperature"] >= 0) == (shown >= 0)).mean())


def _draw_panel(
    figure: go.Figure,
    family: str,
    axis: str,
    top: float,
    base: pd.DataFrame,
    variants: pd.DataFrame,
    words: Words,
) -> None:
    theme.stroke(
        figure,
        base["date"],
        base["temperature"].round(2),
        {"color": theme.translucent(theme.MUTED, 0.45), "width": 6},
        yaxis=axis,
    )
    names = []
    chosen = variants[variants["family"] == family]
    for n, (value, curve) in enumerate(chosen.groupby("value", sort=False)):
        color = _variant_color(family, str(value), n, words)
        name = plain(variant_name(family, str(value), words))
        names.append(f'<span style="color:{color}"><b>{name}</b></span>')
        figure.add_scatter(
            x=curve["date"],
            y=curve["temperature"].round(2),
            yaxis=axis,
            mode="lines",
            line={"color": color, "width": 1.6, "dash": DASHES[n % len(DASHES)]},
            hovertemplate=labelled(name, "%{y:+.2f}°") + "<extra></extra>",
        )
    # On two lines, so that a phone holds them.
    text = f"{plain(family_name(family))}<br>{' · '.join(names)}"
    figure.add_annotation({**theme.ABOVE, "y": top, "align": "left", "text": text})


def _variant_color(family: str, value: str, n: int, words: Words) -> str:
    if family == "without_side" and value in words.pair.colors():
        return words.pair.colors()[value]
    return VARIANT_COLORS[n % len(VARIANT_COLORS)]


def family_name(family: str) -> str:
    """The name of a kind of choice."""
    return {
        "half_life": _("Half-life, days"),
        "prior_weight": _("Prior weight k"),
        "salience": _("Weights"),
        "scale": _("Scale"),
        "acts": _("Also counted"),
        "without_side": _("Without events known only from"),
    }[family]


def scale_name(scale: str) -> str:
    """The name of a scale of intensities."""
    return {"goldstein": _("Goldstein"), "plover": _("PLOVER")}[scale]


def variant_name(family: str, value: str, words: Words) -> str:
    """The name of one choice."""
    if family == "salience":
        return _("all equal")
    if family == "scale":
        return scale_name(value)
    if family == "acts":
        return words.term("direction", value)
    if family == "without_side":
        return words.term("source_side", value)
    return number(float(value))


def _variant_table(variants: pd.DataFrame, words: Words) -> pd.DataFrame:
    names = {
        (family, value): f"{family_name(family)} {variant_name(family, value, words)}"
        for family, value in variants[["family", "value"]].drop_duplicates().itertuples(index=False)
    }
    keys = [names[key] for key in zip(variants["family"], variants["value"], strict=True)]
    wide = variants.assign(name=keys).pivot(index="date", columns="name", values="temperature")
    wide = wide[list(dict.fromkeys(keys))].round(2).reset_index()
    return wide.assign(date=wide["date"].dt.strftime("%Y-%m-%d")).rename(
        columns={"date": _("Date")}
    )
