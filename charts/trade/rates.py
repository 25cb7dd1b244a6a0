"""Picture of the rates that goods paid on top of the ordinary duty."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.trade.rates import Aside
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import LINE_BREAK, plain, shortened, wrapped
from charts.draw.time import Window, iso, mark_end
from charts.speech.formats import clauses, day, rate, sentences
from charts.speech.language import _, plural
from charts.speech.names import Words
from charts.trade.goods import line_name, standing_name

PANEL, HEAD = 122, 28
"""Height of one measure's panel and of the line that names it, in pixels."""

MOST_PANELS = 14

TYPE, LETTERS = 12, 40
"""Size of the words beside a step, in pixels, and the letters of one line on a phone."""

UNSTATED = 3.0
"""At this height, in per cent, a step is drawn whose rate is not stated."""


def path(steps: pd.DataFrame, line: str, window: Window, aside: Aside, words: Words) -> Picture:
    """Which rate applied when, measure by measure?

    `steps` is what `analysis.trade.rates.path` returns and `aside` what `aside` does. Each
    measure has its own panel on a shared axis of time.
    """
    steps = words.tell(steps, "product")
    applied = steps[steps["standing"] != "none"]
    first = applied.groupby("measure_id")["begin"].min().sort_values(kind="stable")
    order = list(first.index)[-MOST_PANELS:]
    height = (PANEL + HEAD) * max(len(order), 1)
    figure = theme.figure(height + 50, margin={**theme.MARGIN, "b": 48})
    figure.update_xaxes(**window.axis(0.015, anchor="y" if len(order) <= 1 else f"y{len(order)}"))
    if window.record_ends:
        mark_end(figure, window.end)
    for place, name in enumerate(order):
        own = steps[steps["measure_id"] == name].sort_values(["begin", "rate_percent"])
        top = 1 - place * (PANEL + HEAD) / height
        domain = (max(top - (PANEL + HEAD) / height, 0.0), top - HEAD / height)
        _draw_panel(figure, own, place + 1, domain, window, aside.ordinary_duty, words)
    return Picture(
        figure=figure,
        title=_title(steps, line, window, words),
        subtitle=_(
            "Rate in per cent of the value of the goods, on top of the ordinary duty, as a step "
            "line for each measure. Hatched: no end was found. Measures that overlap are drawn "
            "apart: rates are added only where the record says that they stack."
        ),
        table=_table(steps, words),
        note=_note(aside),
    )


def _draw_panel(
    figure: go.Figure,
    own: pd.DataFrame,
    axis: int,
    domain: tuple[float, float],
    window: Window,
    duty: float,
    words: Words,
) -> None:
    y = "y" if axis == 1 else f"y{axis}"
    top = max(float(own["rate_percent"].max(skipna=True)), 10.0)
    color = words.pair.colors()[str(own["imposed_by"].iloc[0])]
    figure.update_layout(
        {
            y.replace("y", "yaxis"): {
                "domain": list(domain),
                "range": [-top * 0.06, top * 1.62],
                "tickvals": [0, top],
                "ticktext": [rate(0), rate(top)],
                "tickfont": {"size": 11},
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
                "anchor": "x",
            }
        }
    )
    applied = own[own["standing"] != "none"]
    restricting = applied[applied["standing"] != "easing"]
    last = (restricting if len(restricting) else applied).sort_values("begin").iloc[-1]
    name = f"<b>{plain(shortened(last['product'], 50))}</b>"
    figure.add_annotation({**theme.ABOVE, "y": domain[1], "text": name})
    if pd.notna(duty) and (own["tier"] == "within-quota").any():
        _draw_duty(figure, duty, y, window)
    for step in own.itertuples():
        _draw_step(figure, step, y, color, window)
    _join(figure, own, y, color)
    _label_steps(figure, own, y, window)


def _draw_duty(figure: go.Figure, duty: float, y: str, window: Window) -> None:
    theme.stroke(
        figure,
        [iso(window.start), iso(window.end)],
        [duty, duty],
        {"color": theme.MUTED, "width": 1, "dash": "dot"},
        yaxis=y,
    )
    figure.add_annotation(
        {
            **theme.ABOVE,
            **{"x": iso(window.start), "xref": "x", "y": duty, "yref": y, "yshift": 30},
            "text": plain(_("ordinary duty {rate}, not added", rate=rate(duty))),
            "font": {"size": 11, "color": theme.MUTED},
        }
    )


def _draw_step(figure: go.Figure, step: Any, y: str, color: str, window: Window) -> None:
    standing, stated = step.standing, pd.notna(step.rate_percent)
    look: dict[str, object] = {"fillcolor": theme.translucent(color, 0.28)}
    if standing == "end-unknown" or not stated:
        look = {"fillpattern": {"shape": "/", "fgcolor": color, "size": 7, "solidity": 0.25}}
    height = float(step.rate_percent) if stated else UNSTATED
    figure.add_scatter(
        x=[iso(step.begin), iso(min(step.finish, window.end))],
        y=[height, height],
        yaxis=y,
        mode="lines",
        fill="tozeroy" if standing not in ("none", "easing") else None,
        line={
            "color": color,
            "width": 1.2 if standing == "none" else 2.6,
            "dash": "dash" if standing == "end-unknown" or not stated else "solid",
        },
        hoverinfo="skip",
        **look,
    )


def _join(figure: go.Figure, own: pd.DataFrame, y: str, color: str) -> None:
    """Thin vertical lines where one step is followed by another, or by several."""
    x: list[str | None] = []
    heights: list[float | None] = []
    filled = own["rate_percent"].fillna(UNSTATED)
    for step, value in zip(own.itertuples(), filled, strict=True):
        before = filled[own["finish"] == step.begin]
        x += [iso(step.begin), iso(step.begin), None] * len(before)
        heights += [height for earlier in before for height in (float(earlier), float(value), None)]
    theme.stroke(figure, x, heights, {"color": color, "width": 1.2}, yaxis=y)


def _label_steps(figure: go.Figure, own: pd.DataFrame, y: str, window: Window) -> None:
    """Each rate beside its step; the rate of one close to the end stands left of the end."""
    said: set[tuple[float, str, str]] = set()
    heights: list[float] = []
    for step in own[own["standing"] != "none"].itertuples():
        key = (step.rate_percent, step.standing, step.tier)
        if key in said:
            continue
        said.add(key)
        late = (window.end - step.begin) < window.length * 0.3
        left = step.tier == "within-quota"
        height = step.rate_percent if pd.notna(step.rate_percent) else UNSTATED
        # Leftwards from the end, more than the rate would cross its beginning on a phone.
        words = (late and not left and rate(step.rate_percent)) or _step_words(step)
        text, again = wrapped(words, LETTERS), heights.count(height)
        heights += [height] * len(text.split(LINE_BREAK))
        figure.add_annotation(
            x=iso(window.end if late and not left else step.begin),
            y=height,
            yref=y,
            xanchor="right" if late or left else "left",
            xshift=-4 if left else -5 if late else 3,
            yanchor="bottom",
            yshift=15 * again,
            text=text,
            align="right" if late or left else "left",
            showarrow=False,
            font={"size": TYPE, "shadow": theme.HALO},
        )


def _step_words(step: Any) -> str:
    stated = rate(step.rate_percent) or _("rate not stated")
    date = day(step.since, step.precision)
    unknown = step.standing == "end-unknown"
    if step.standing == "easing":
        return _("{rate} (easing) from {date}", rate=stated, date=date)
    if step.tier == "within-quota":
        return _("{rate} within the quota from {date}", rate=stated, date=date)
    if step.tier == "above-quota":
        return _("{rate} above the quota from {date}", rate=stated, date=date)
    if step.tier == "outside-quota" and unknown:
        return _("{rate} outside it, end unknown, from {date}", rate=stated, date=date)
    if unknown:
        return _("{rate}, end unknown, from {date}", rate=stated, date=date)
    return _("{rate} from {date}", rate=stated, date=date)


def _title(steps: pd.DataFrame, line: str, window: Window, words: Words) -> str:
    goods = line_name(line, words)
    if steps.empty:
        return _("{goods}: no measure states a rate", goods=goods)
    held = steps[(steps["begin"] <= window.end) & (steps["finish"] > window.end)]
    now = held[held["standing"] != "none"].sort_values(["begin", "rate_percent"])
    if now.empty:
        return _("{goods}: no additional rate on {date}", goods=goods, date=day(window.end))
    if len(now) > 3:
        return plural(
            "{goods}: {n} rates side by side on {date}, from {low} to {high}",
            "{goods}: {n} rates side by side on {date}, from {low} to {high}",
            len(now),
            goods=goods,
            date=day(window.end),
            low=rate(now["rate_percent"].min()),
            high=rate(now["rate_percent"].max()),
        )
    rates = clauses(_step_words(step) for step in now.itertuples())
    return _("{goods}: {rates}", goods=goods, rates=rates)


def _note(aside: Aside) -> str:
    duty = _(
        "The ordinary (most-favoured-nation) duty of {rate} applied all along, and still does: it "
        "is what remains within the quota, and it is not added to anything here.",
        rate=rate(aside.ordinary_duty),
    )
    stack = _("The record says that these rates stack: {rate} together.", rate=rate(aside.together))
    unrated = plural(
        "{n} more duty on these goods states no single rate (it differs by exporter, or is not on "
        "record) and is not drawn.",
        "{n} more duties on these goods state no single rate (it differs by exporter, or is not on "
        "record) and are not drawn.",
        aside.unrated,
    )
    said = {
        duty: pd.notna(aside.ordinary_duty),
        stack: pd.notna(aside.together),
        unrated: aside.unrated > 0,
    }
    return sentences(text for text, holds in said.items() if holds)


def _table(steps: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The steps as rows; one that goes on has no end there."""
    applied = steps[steps["standing"] != "none"]
    return pd.DataFrame(
        {
            _("Side"): applied["imposed_by"].map(words.side),
            _("Goods"): applied["product"],
            _("From"): applied["since"],
            _("Up to"): applied["until"],
            _("Rate (%)"): applied["rate_percent"],
            _("Status"): [standing_name(s, words) for s in applied["standing"]],
        }
    )
