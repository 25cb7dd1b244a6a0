"""What the trade page computes: each step is a function of the selection and its own choices."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.tables.dates import month_ends
from analysis.temperature import line as temperature
from analysis.trade import flow as series
from analysis.trade import goods, measures, responses
from analysis.trade import rates as restriction_rates
from analysis.trade import standing as restrictions
from analysis.trade import values as restriction_values
from analysis.trade.flow import Comparison
from analysis.trade.responses import Chains
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.draw.time import Window
from charts.trade import beside as trade_beside
from charts.trade import counts as trade_counts
from charts.trade import flow as trade_flow
from charts.trade import rates as trade_rates
from charts.trade import responses as trade_answers
from charts.trade import standing as trade
from charts.trade import timeline as trade_timeline
from charts.trade import values as trade_values

BEFORE_FIRST_RATE = pd.DateOffset(months=9)
"""A rate path opens so long before the first rate, so that its beginning at nothing is seen."""


def window(chosen: Selection) -> Window:
    """The chosen years, up to the end of the record."""
    first, last = chosen.years
    end = min(pd.Timestamp(last, 12, 31), chosen.record.end)
    start = min(pd.Timestamp(first, 1, 1), end - pd.Timedelta(days=30))
    return Window(start, end, end == chosen.record.end)


def held(chosen: Selection, on: pd.Timestamp) -> pd.DataFrame:
    """How the phases that pass the filters stand on a day, whatever the years."""
    return restrictions.standing(chosen.history.trade_restrictions, on)


def standing(chosen: Selection, on: pd.Timestamp) -> Picture:
    """What is in force on a day."""
    return trade.standing(held(chosen, on), on, chosen.words)


def bars(chosen: Selection) -> pd.DataFrame:
    """The phases that touch the chosen years, as bars of a timeline."""
    return measures.bars(chosen.shown.trade_restrictions, chosen.record.end)


def timeline(chosen: Selection, group: str) -> Picture:
    """Every phase on one axis of time; with `group`, those of one product group."""
    return trade_timeline.timeline(bars(chosen), window(chosen), chosen.words, group)


def over_time(chosen: Selection) -> Picture:
    """How many restrictions each side held, over the chosen years."""
    seen = window(chosen)
    sides = (chosen.record.pair.a.code, chosen.record.pair.b.code)
    table = chosen.history.trade_restrictions
    counts = restrictions.over_time(table, seen.start, seen.end, sides)
    return trade_counts.over_time(counts, seen.end, chosen.words)


def delays(chosen: Selection) -> Picture:
    """How soon after its announcement each restriction took effect."""
    dated = restrictions.delays(chosen.shown.trade_restrictions)
    return trade_counts.delays(dated, chosen.words)


def answer_goods(chosen: Selection) -> list[str]:
    """The lines of goods of restrictions that answer something."""
    table = chosen.history.trade_restrictions
    answering = table[table["responds_to"].str.len() > 0]
    found = set(goods.with_lines(answering)["line"])
    return [goods.ALL, *in_order(found)]


def chains(chosen: Selection, line: str) -> Chains:
    """The chains of measures and responses on a line of goods that touch the chosen years."""
    found = responses.chains(chosen.history, line)
    first, last = chosen.years
    inside = found.steps["date"].dt.year.between(first, last) if len(found.steps) else []
    steps = found.steps[found.steps["chain"].isin(found.steps.loc[inside, "chain"])]
    links = found.links["later"].isin(steps["step"])
    return Chains(steps, found.links[links])


def chain_starts(chosen: Selection, line: str) -> pd.DataFrame:
    """The first step of each chain of two steps or more, the longest chain first: key, title."""
    steps = chains(chosen, line).steps
    sizes = steps.groupby("chain")["step"].transform("size")
    first = steps[(steps["step"] == steps["chain"]) & (sizes > 1)]
    keys = [(row.events or row.restrictions)[0] for row in first.itertuples()]
    return first.assign(key=keys, size=sizes).sort_values("size", ascending=False)


def chain(chosen: Selection, line: str, first: int) -> Picture:
    """One chain as lanes."""
    whole = responses.of_chain(chains(chosen, line), first)
    cut = responses.main_steps(whole, trade_answers.MOST_STEPS)
    return trade_answers.answers(cut, len(whole.steps) - len(cut.steps), chosen.words)


def whole_chain(chosen: Selection, line: str, first: int) -> Chains:
    """One chain with every step."""
    return responses.of_chain(chains(chosen, line), first)


def in_order(lines: set[str]) -> list[str]:
    """Lines of goods in the order of the table of lines, product groups after them."""
    known = [line for line in goods.LINES if line in lines]
    return known + sorted(lines - set(known))


def rated_goods(chosen: Selection) -> list[str]:
    """The lines of goods on which a measure states a rate."""
    table = goods.with_lines(chosen.shown.trade_restrictions)
    return in_order(set(table.loc[table["rate_percent"] > 0, "line"]))


def phases_on(chosen: Selection, line: str) -> pd.DataFrame:
    """The phases on a line of goods that touch the chosen years."""
    return goods.of_line(chosen.shown.trade_restrictions, line)


def rates(chosen: Selection, line: str) -> Picture:
    """The rate path of a line of goods."""
    phases, seen = phases_on(chosen, line), window(chosen)
    first = phases.loc[phases["rate_percent"] > 0, "effective"].min()
    if pd.notna(first):
        start = max(seen.start, min(first - BEFORE_FIRST_RATE, seen.end - pd.DateOffset(years=1)))
        seen = Window(start, seen.end, seen.record_ends)
    steps = restriction_rates.path(phases, seen.start, seen.end)
    aside = restriction_rates.aside(phases, seen.end)
    return trade_rates.path(steps, line, seen, aside, chosen.words)


def flow_goods(chosen: Selection) -> list[str]:
    """The lines of goods whose flow a series with figures measures."""
    return [line for line in (*goods.LINES, goods.ALL) if len(flow_series(chosen, line))]


def flow_series(chosen: Selection, line: str) -> pd.DataFrame:
    """The series on a line of goods that have figures in the chosen years, fullest first."""
    counted = chosen.shown.observations.groupby("series_id").size()
    rows = series.of_line(series.described(chosen.record.series), line)
    known = rows.assign(figures=rows["series_id"].map(counted)).dropna(subset="figures")
    return known.sort_values("figures", ascending=False, kind="stable")


@dataclass(frozen=True, eq=False)
class Flow:
    """What the picture of a flow needs."""

    figures: pd.DataFrame
    spells: pd.DataFrame
    described: pd.Series


def flow(chosen: Selection, line: str, series_id: str) -> Flow:
    """All figures of one series, and the measures on its goods that touch the chosen years."""
    table = series.described(chosen.record.series)
    row = table[table["series_id"] == series_id].iloc[0]
    figures = series.values(chosen.history.observations, row)
    return Flow(figures, measures.spells(phases_on(chosen, line)), row)


def best_measured(found: Flow) -> str:
    """The measure around which most is on record: before, after, then while it held."""
    known = [
        (len(c.before) + len(c.after), len(c.during) > 0, c.before_exact, c.after_exact, name)
        for name, c in (
            (s.measure_id, compared(found, s.measure_id)) for s in found.spells.itertuples()
        )
        if c is not None
    ]
    return max(known, key=lambda one: one[:-1])[-1] if known else ""


def comparable(found: Flow) -> bool:
    """Are there full years to compare, two at least?"""
    return found.described["period"] in series.FULL_YEARS and len(found.figures) > 1


def compared(found: Flow, measure_id: str) -> Comparison | None:
    """The flow before, during and after a measure; None without full years."""
    spell = found.spells[found.spells["measure_id"] == measure_id]
    if spell.empty or not comparable(found):
        return None
    row = spell.iloc[0]
    return series.compare(
        found.figures, row["begin"], None if pd.isna(row["finish"]) else row["finish"]
    )


def flow_picture(chosen: Selection, line: str, series_id: str, measure_id: str) -> Picture:
    """One flow under the restrictions on its goods."""
    found, seen = flow(chosen, line, series_id), window(chosen)
    drawn = measures.bars(phases_on(chosen, line), chosen.record.end).assign(band="all")
    placed = measures.lanes(drawn, "band", seen.length * 0.01)
    first, last = chosen.years
    inside = found.figures[found.figures["date"].dt.year.between(first, last)]
    spell = found.spells[found.spells["measure_id"] == measure_id]
    picked = None
    if len(spell):
        picked = spell.iloc[0].copy()
        picked["finish"] = picked["finish"] if pd.notna(picked["finish"]) else chosen.record.end
    return trade_flow.flow(
        inside, found.described, placed, picked, compared(found, measure_id), seen, chosen.words
    )


def stated_values(chosen: Selection) -> pd.DataFrame:
    """The trade values that sources state for the measures that touch the chosen years."""
    return restriction_values.stated(chosen.shown.trade_restrictions)


def values(chosen: Selection) -> Picture:
    """How much trade was hit, as the sources state it."""
    return trade_values.values(stated_values(chosen), chosen.words)


def beside(chosen: Selection, themes: tuple[str, ...]) -> Picture:
    """Travel, study and opinion under the temperature."""
    seen, observations = window(chosen), chosen.shown.observations
    rows = series.beside(chosen.record.series, observations, themes)
    panels = [
        [(row, series.values(observations, row)) for _index, row in panel.iterrows()]
        for _name, panel in sorted(
            rows.groupby("panel", sort=False), key=lambda item: -int(item[1]["figures"].max())
        )
    ]
    events = chosen.history.events
    at = month_ends(seen.start, seen.end)
    line = (
        temperature.line(events, at)
        if len(events)
        else pd.DataFrame({"date": pd.DatetimeIndex([]), "temperature": pd.Series(dtype=float)})
    )
    return trade_beside.beside(line, panels, seen, chosen.words)
