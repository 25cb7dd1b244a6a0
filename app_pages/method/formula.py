"""How the temperature is made: the formula, its weights, its bands and its codes."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.tables.dataset import SALIENCE_WEIGHT
from analysis.temperature.basis import codes_in_use
from analysis.temperature.line import BANDS, HALF_LIFE_DAYS, PRIOR_WEIGHT
from app_pages.frame import lists, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.speech.formats import degrees, number
from charts.speech.language import _
from charts.temperature import basis as charts
from charts.temperature.measures import level_name


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


def section(chosen: Selection, half_life: float) -> None:
    """From the code of an event to the line."""
    _formulae(half_life)
    _weights(chosen)
    _codes(chosen)


def _formulae(half_life: float) -> None:
    """How the temperature is made, from the code of an event to the line."""
    st.markdown(f"### {_('From an event to a degree')}")
    st.markdown(
        _(
            "Every event carries a CAMEO code (Schrodt 2012). Its intensity $g_e$, from −10 to "
            "+10, is the value that the published CAMEO–Goldstein table gives that code (Goldstein "
            "1992); it is never typed by hand. Its salience sets its weight, and the weight halves "
            "every $H$ days. An event known only to its month or year is spread evenly over it."
        )
    )
    weight = rf"\text{{{_('weight')}}}"
    st.latex(weight.join(("w_e(t) = ", r"_e \cdot 2^{-(t - t_e)/H} \quad (t \ge t_e)")))
    st.latex(r"T(t) = \frac{\sum_e w_e(t)\, g_e}{k + \sum_e w_e(t)} = \sum_e c_e(t)")
    st.latex(r"c_e(t) = \frac{w_e(t)\, g_e}{k + \sum_e w_e(t)}")
    st.markdown(
        _(
            "In use: $H$ = {half_life} days (default {default}) and $k$ = {prior}, the weight of "
            "neutrality. So $T$ stays between −10 and +10, does not grow merely because more is "
            "reported, and fades to 0 in silence.",
            half_life=number(half_life),
            default=number(HALF_LIFE_DAYS),
            prior=number(PRIOR_WEIGHT),
        )
    )


def _weights(chosen: Selection) -> None:
    """The weight of each salience and the bounds of each band, as used."""
    counts = chosen.history.events["salience"].astype(str).value_counts()
    left, right = st.columns(2)
    with left:
        st.dataframe(
            pd.DataFrame(
                {
                    _("Salience"): list(SALIENCE_WEIGHT),
                    _("Weight"): [number(weight, 1) for weight in SALIENCE_WEIGHT.values()],
                    _("Events"): [number(counts.get(value, 0)) for value in SALIENCE_WEIGHT],
                    _("Meaning"): chosen.words.terms("salience", SALIENCE_WEIGHT),
                }
            ),
            hide_index=True,
            column_config=figures(_("Weight"), _("Events")),
            key="method-weights",
            alt=_("Weight and number of events by salience"),
        )
    with right:
        st.dataframe(
            pd.DataFrame(
                {
                    _("Band"): [level_name(name) for name, _low, _high in BANDS],
                    _("From (°)"): [degrees(low) for _name, low, _high in BANDS],
                    _("To (°)"): [degrees(high) for _name, _low, high in BANDS],
                }
            ),
            hide_index=True,
            column_config=figures(_("From (°)"), _("To (°)")),
            key="method-bands",
            alt=_("Bounds of the named bands"),
        )


def figures(*columns: str, width: int | None = None) -> dict[str, Any]:
    """Columns of numbers that are written in the reader's language, and so are text."""
    return {name: st.column_config.TextColumn(alignment="right", width=width) for name in columns}


def _codes(chosen: Selection) -> None:
    """The CAMEO–Goldstein table in use."""
    view = chosen.view
    picture(state.result(intensities, view), "method-intensities")
    with st.expander(_("The codes in use, with their intensity and number of events")):
        lists.table(state.result(code_table, view), "method-codes")
