"""A flow before, during and after a measure, in words and numbers."""

from __future__ import annotations

import pandas as pd

from analysis.trade.flow import Comparison
from charts.speech.formats import listed, number, percent
from charts.speech.language import _
from charts.trade.series import digits


def change(value: float) -> str:
    """A change in per cent, signed; an en dash where it cannot be told."""
    if pd.isna(value):
        return "–"
    sign = "+" if round(value) > 0 else "−" if round(value) < 0 else ""
    return sign + percent(abs(value) / 100)


def year(date: pd.Timestamp) -> str:
    """The year of a date."""
    return str(date.year)


def comparison_table(comparison: Comparison, unit: str) -> pd.DataFrame:
    """Before, during and after a measure, as rows: change (%), mean, years, figures."""
    rows = [
        (_("Last year before"), comparison.before, comparison.before_exact, float("nan")),
        (_("Years that it touched"), comparison.during, True, comparison.change_during),
        (_("First year after"), comparison.after, comparison.after_exact, comparison.change_after),
    ]
    decimals = digits(pd.concat([comparison.before, comparison.during, comparison.after]))
    return pd.DataFrame(
        {
            _("Time"): [name for name, _rows, _exact, _change in rows],
            _("Change"): [change(value) for _name, _rows, _exact, value in rows],
            _("Mean ({unit})", unit=unit): [
                number(found["value"].mean(), decimals) for _name, found, _exact, _change in rows
            ],
            _("Years"): [_years(found, exact) for _name, found, exact, _change in rows],
            _("Figures"): [len(found) for _name, found, _exact, _change in rows],
        }
    )


def _years(found: pd.DataFrame, exact: bool) -> str:
    if found.empty:
        return _("none on record")
    named = listed(year(date) for date in found["date"])
    return named if exact else _("{year} (the nearest on record)", year=named)
