"""What the method page shows, step by step: tables of a selection in, pictures and tables out."""

from __future__ import annotations

import pandas as pd

from analysis.tables.dates import iso, month_ends
from analysis.temperature import line as temperature
from analysis.temperature.basis import at_boundaries, codes_in_use, per_year
from analysis.temperature.sensitivity import correlations, pairs, sensitivity
from app_pages.frame import state
from app_pages.frame.state import Selection
from app_pages.temperature.pictures import all_regimes, first_event, window
from charts.draw.picture import Picture
from charts.speech.language import _, day, degrees, number
from charts.temperature import comparison as comparison_charts
from charts.temperature import line as line_charts
from charts.temperature import sensitivity as charts
from charts.temperature.layers import Around
from charts.temperature.measures import band_name

FEWEST_TO_OFFER = 8
"""Series with at least so many matched pairs are set beside the line where none are named."""


def monthly(chosen: Selection, half_life: float) -> pd.DataFrame:
    """The line of the whole history, by month."""
    at = month_ends(first_event(chosen.history), chosen.record.end)
    return temperature.line(chosen.history.events, at, half_life)


def contributions(chosen: Selection, at: pd.Timestamp, half_life: float) -> pd.DataFrame:
    """Every event that counts on a day, with what is left of its weight and what it adds."""
    events = temperature.breakdown(chosen.history.events, at, half_life)
    counted = events[events["left"] > 0]
    order = counted["contribution"].abs().sort_values(ascending=False, kind="stable").index
    return counted.loc[order]


def contribution_table(chosen: Selection, at: pd.Timestamp, half_life: float) -> pd.DataFrame:
    """The same in words, in full precision, so that a spreadsheet finds the same sum."""
    rows = contributions(chosen, at, half_life)
    return pd.DataFrame(
        {
            _("Date"): iso(rows["date"], rows["date_precision"]),
            _("Event"): rows["title"],
            _("CAMEO code"): rows["cameo"],
            _("Intensity g (°)"): rows["goldstein"],
            _("Weight"): rows["weight"],
            _("Weight left w"): rows["left"],
            _("w × g"): rows["left"] * rows["goldstein"],
            _("Contribution c (°)"): rows["contribution"],
            _("Event id"): rows["event_id"],
        }
    )


def contributions_in_words(chosen: Selection, at: pd.Timestamp, half_life: float) -> pd.DataFrame:
    """The same as it is read: numbers in the reader's language, the contribution first."""
    table = contribution_table(chosen, at, half_life)
    intensity, left = _("Intensity g (°)"), _("Weight left w")
    product, contribution = _("w × g"), _("Contribution c (°)")
    told = table.assign(
        **{
            intensity: [degrees(value, 1) for value in table[intensity]],
            _("Weight"): [number(value, 1) for value in table[_("Weight")]],
            left: [number(value, 3) for value in table[left]],
            product: [degrees(value, 3) for value in table[product]],
            contribution: [degrees(value, 3) for value in table[contribution]],
        }
    )
    first = [_("Date"), contribution]
    return told[[*first, *(name for name in told.columns if name not in first)]]


def codes(chosen: Selection) -> pd.DataFrame:
    """The codes in use, with the number of events of the selection that carry them."""
    return codes_in_use(chosen.history.events, chosen.record.cameo_goldstein)


def code_table(chosen: Selection) -> pd.DataFrame:
    """The codes in use, in words."""
    used, words = codes(chosen), chosen.words
    return pd.DataFrame(
        {
            _("CAMEO code"): used["cameo"],
            _("Root"): words.terms("cameo_root", used["root"]),
            _("PLOVER"): words.terms("plover", used["plover"]),
            _("Class"): words.terms("quad_class", used["quad_class"]),
            _("Intensity (°)"): used["goldstein"],
            _("Events"): used["events"],
        }
    )


def intensities(chosen: Selection) -> Picture:
    """How many events carry which intensity."""
    return charts.intensities(codes(chosen))


def sensitivity_fan(chosen: Selection, half_life: float) -> Picture:
    """The line under other choices, over the window of years."""
    at = window(chosen)
    events = chosen.history.events
    variants = sensitivity(events, at, chosen.record.sources, half_life)
    return charts.sensitivity(temperature.line(events, at, half_life), variants, chosen.words)


def depth(chosen: Selection, half_life: float) -> Picture:
    """The line above the number of events and sources of each year."""
    return charts.depth(
        state.result(monthly, chosen.view, half_life=half_life), per_year(chosen.history.events)
    )


def regime_line(chosen: Selection, half_life: float) -> Picture:
    """The whole line with its regimes and their means."""
    line = state.result(monthly, chosen.view, half_life=half_life).rename(
        columns={"temperature": "value"}
    )
    around = Around(
        chosen.record.end,
        chosen.history.events,
        regimes=state.result(all_regimes, chosen.view, half_life=half_life),
    )
    return line_charts.regimes(line, around, chosen.words)


def regime_table(chosen: Selection, half_life: float) -> pd.DataFrame:
    """Each regime with its mean, and the events that stand where it begins."""
    regimes = state.result(all_regimes, chosen.view, half_life=half_life)
    beside = at_boundaries(regimes, chosen.history.events)
    titles = beside.groupby("boundary")["title"].agg(" · ".join).to_dict()
    return pd.DataFrame(
        {
            _("From"): [day(d, "month") for d in regimes["start"]],
            _("Mean (°)"): [degrees(mean, 2) for mean in regimes["mean"]],
            _("Events where it begins"): [
                titles.get(start, _("none: earlier events fade") if n else _("start of the record"))
                for n, start in enumerate(regimes["start"])
            ],
            _("To"): [day(d, "month") for d in regimes["end"]],
            _("Months"): regimes["months"],
            _("Band"): [band_name(name) for name in regimes["band"]],
        }
    )


def matched(chosen: Selection, half_life: float) -> pd.DataFrame:
    """Each observation of the named series (of all, if none is) and the temperature of its time."""
    record = chosen.record
    line = state.result(monthly, chosen.view, half_life=half_life)
    named = record.observations["series_id"].isin(record.pair.comparisons)
    asked = record.observations[named] if named.any() else record.observations
    return pairs(line, asked, record.series)


def compared(chosen: Selection, half_life: float) -> pd.DataFrame:
    """n, rank correlation and p of each series that is set beside the line."""
    results = correlations(state.result(matched, chosen.view, half_life=half_life))
    named = [s for s in chosen.record.pair.comparisons if s in set(results["series_id"])]
    if not named:
        return results[results["n"] >= FEWEST_TO_OFFER]
    return results.set_index("series_id").loc[named].reset_index()


def series_names(chosen: Selection) -> dict[str, str]:
    """The name of each series by its id."""
    series = chosen.record.series
    return {
        i: chosen.words.series(i, name)
        for i, name in zip(series["series_id"], series["name"], strict=True)
    }


def comparison(chosen: Selection, series_id: str, half_life: float) -> Picture:
    """One series against the temperature of the same time."""
    found = state.result(matched, chosen.view, half_life=half_life)
    told = chosen.record.series.set_index("series_id").loc[series_id]
    results = state.result(compared, chosen.view, half_life=half_life)
    return comparison_charts.comparison(
        found[found["series_id"] == series_id],
        results[results["series_id"] == series_id].iloc[0],
        chosen.words.series(series_id, told["name"]),
        chosen.words.series_unit(series_id, told["unit"]),
        monthly=told["frequency"] == "monthly",
    )


def caution(chosen: Selection, half_life: float) -> str:
    """What the comparisons do and do not say."""
    return comparison_charts.caution(
        state.result(compared, chosen.view, half_life=half_life), series_names(chosen)
    )


def gaps(chosen: Selection) -> list[tuple[str, list[str]]]:
    """The known gaps, as sections of lines: headings and items of the file, as plain text."""
    sections: list[tuple[str, list[str]]] = []
    for line in chosen.record.gaps.splitlines():
        if line.startswith("## "):
            sections.append((line[3:].strip(), []))
        elif line.strip() and sections and not line.startswith("#"):
            sections[-1][1].append(line.removeprefix("- ").strip())
    return [section for section in sections if section[1]]
