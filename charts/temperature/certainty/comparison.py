"""The temperature beside other series: how far they go together, and how sure that is."""

from __future__ import annotations

import pandas as pd

from analysis.ranks import FEWEST_PAIRS
from analysis.temperature.certainty.comparison import INTERVAL
from charts.draw import intervals, theme
from charts.draw.picture import Picture
from charts.draw.text import wrapped
from charts.speech.formats import degrees, listed, number, percent, sentences
from charts.speech.language import _

ROW_HEIGHT = 48
NAME_LETTERS = 30


def comparison(results: pd.DataFrame, names: dict[str, str]) -> Picture:
    """Do the temperature and other series rise and fall together?

    `results` is what `analysis.temperature.certainty.comparison.correlations` returns; `names` has
    the name of each series. A dot is the rank correlation, its line the interval; the open dot is
    the correlation inside the periods between breaks.
    """
    figure = theme.figure(ROW_HEIGHT * len(results) + 60, margin=theme.CLOSE)
    intervals.ranges(figure, results["low"], results["high"])
    for column, symbol, text in (
        ("within", "circle-open", _("inside the periods: ρ = {rho}", rho="%{x:+.2f}")),
        ("rho", "circle", _("ρ = {rho}", rho="%{x:+.2f}")),
    ):
        intervals.dots(figure, results[column].round(2), text, symbol=symbol)
    intervals.correlations(figure)
    intervals.name_rows(figure, [wrapped(names[i], NAME_LETTERS) for i in results["series_id"]])
    return Picture(
        figure=figure,
        title=_title(results, names),
        subtitle=_(
            "Rank correlation ρ of the temperature with each series, −1 to +1, with its {level} "
            "interval; open: inside the periods between breaks.",
            level=percent(INTERVAL),
        ),
        table=_table(results, names),
    )


def _title(results: pd.DataFrame, names: dict[str, str]) -> str:
    beyond = results[results["beyond"]]
    if beyond.empty:
        return _("No series moves with the temperature beyond chance")
    return _(
        "Moving with the temperature beyond chance: {series}",
        series=listed(names[i] for i in beyond["series_id"]),
    )


def _table(results: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    def told(column: str, digits: int = 2, sign: bool = True) -> list[str]:
        write = degrees if sign else number
        return ["" if pd.isna(v) else write(v, digits) for v in results[column]]

    return pd.DataFrame(
        {
            _("Series"): [names[i] for i in results["series_id"]],
            _("ρ"): told("rho"),
            _("Lower end"): told("low"),
            _("Upper end"): told("high"),
            _("n"): told("n", 0, sign=False),
            _("Effective n"): told("n_eff", 0, sign=False),
            _("p, circular shifts"): told("p", 2, sign=False),
            _("ρ inside periods"): told("within"),
            _("ρ of changes"): told("changes"),
            _("p of changes"): told("changes_p", 2, sign=False),
        }
    )


def outlook(rules: pd.DataFrame, year: int) -> str:
    """How often each rule told the sign of the next event, and how far the line is ahead.

    `rules` is what `analysis.temperature.certainty.outlook.next_sign` gives.
    """
    if rules["n"].max() == 0:
        return ""
    told = {}
    for row in rules.to_dict("records"):
        told[row["rule"]] = percent(row["right"] / row["n"])
        told[f"{row['rule']}_by"] = _(
            "{low} to {high} points",
            low=degrees(100 * row["low"], 0),
            high=degrees(100 * row["high"], 0),
        )
    return _(
        "Since {year} the line of the day before was right about whether the next act was "
        "cooperative in {line} of {n} cases. Always saying “no” is right in {conflict} (the line "
        "is better by {conflict_by}); going by the average until then, in {earlier} (by "
        "{earlier_by}).",
        year=str(year),
        n=number(rules["n"].max()),
        **told,
    )


def caution() -> str:
    """What may be read from the comparisons, and what may not."""
    return sentences(
        [
            _(
                "None of this says that the temperature moved opinion, votes or trade, or the "
                "reverse: the same events move both."
            ),
            _("Below {few} pairs no figure is given.", few=number(FEWEST_PAIRS)),
        ]
    )
