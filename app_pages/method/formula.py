"""How the temperature is made: the formula, its weights, its bands and its codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis.tables.dataset import SALIENCE_WEIGHT
from analysis.temperature import scales
from analysis.temperature.accumulated import LEVELS, RANGE, STEP
from analysis.temperature.basis import codes_in_use
from analysis.temperature.line import BANDS, PRIOR_WEIGHT, line, mean_age
from app_pages.frame import lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.method import figure
from app_pages.temperature.line import Formula, measured, of_some, on_scale, window
from charts.draw.picture import Picture
from charts.speech.formats import day, degrees, number
from charts.speech.language import _, plural
from charts.temperature import basis as charts
from charts.temperature.measures import level_name


def codes(chosen: Selection, scale: str) -> pd.DataFrame:
    """The codes in use, with the number of events of the selection that carry them."""
    cameo = on_scale(chosen.record.cameo_goldstein, chosen.record, scale)
    return codes_in_use(measured(chosen, Formula(scale=scale)), cameo)


def code_table(chosen: Selection, scale: str) -> pd.DataFrame:
    """The codes in use, in words."""
    used, words = codes(chosen, scale), chosen.words
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


def intensities(chosen: Selection, scale: str) -> Picture:
    """How many events carry which intensity."""
    counted = codes(chosen, scale)
    left_out = len(chosen.history.events) - int(counted["events"].sum())
    return of_some(charts.intensities(counted, left_out), chosen)


def apart(chosen: Selection, half_life: float) -> pd.DataFrame:
    """The codes on which the two scales differ, and what each does to the line."""
    found = scales.differing(
        measured(chosen, Formula()), window(chosen), scales.scores(chosen.record), half_life
    )
    return pd.DataFrame(
        {
            _("CAMEO code"): found["cameo"],
            _("Goldstein"): [degrees(v) for v in found["goldstein"]],
            _("PLOVER"): [degrees(v) for v in found["second"]],
            _("Events"): found["events"],
            _("Moves the line by up to (°)"): [degrees(v, 2) for v in found["moves"]],
        }
    )


def third_parties(chosen: Selection, formula: Formula) -> str:
    """What would counting acts of third parties too do to the line?"""
    own, at = measured(chosen, formula), window(chosen)
    every = chosen.history.events
    shown = line(own, at, formula.half_life)["temperature"]
    more = line(every, at, formula.half_life)["temperature"]
    if at.empty:
        return ""
    largest = (more - shown).abs()
    return plural(
        "With the {n} act of third parties the last value would be {more}° in place of {shown}°; "
        "the largest difference is {by}°, in {month}.",
        "With the {n} acts of third parties the last value would be {more}° in place of {shown}°; "
        "the largest difference is {by}°, in {month}.",
        len(every) - len(own),
        more=degrees(more.iloc[-1], 2),
        shown=degrees(shown.iloc[-1], 2),
        by=number(largest.max(), 2),
        month=day(at[int(largest.argmax())], "month"),
    )


def section(chosen: Selection, formula: Formula) -> None:
    """From the code of an event to the line."""
    view = chosen.view
    st.markdown(
        _("The temperature is acts’ average friendliness; weighty, recent ones count more.")
    )
    picture(state.result(intensities, view, scale=formula.scale), "method-intensities")
    _formulae(formula.half_life)
    if st.toggle(_("Count third parties too"), key="third", bind="query-params"):
        st.markdown(plain(state.result(third_parties, view, formula=formula)))
    figure.section(formula)
    with page.drawer(_("Weights, ranges and codes"), "open-method-codes") as opened:
        if opened:
            _weights(chosen)
            lists.table(state.result(code_table, view, scale=formula.scale), "method-codes")
    if not scales.scores(chosen.record).empty:
        with page.drawer(_("Where the two scales differ"), "open-method-scales") as opened:
            if opened:
                shown = state.result(apart, view, half_life=formula.half_life)
                lists.table(shown, "method-scales")
    with page.drawer(_("The two other measures"), "open-method-measures") as opened:
        if opened:
            _other_measures()


def _formulae(half_life: float) -> None:
    """How the temperature is made, from the code of an event to the line."""
    weight = rf"\text{{{_('weight')}}}"
    st.latex(weight.join(("w_e(t) = ", r"_e \cdot 2^{-(t - t_e)/H} \quad (t \ge t_e)")))
    st.latex(r"T(t) = \sum_e c_e(t), \quad c_e(t) = \frac{w_e(t)\, g_e}{k + \sum_e w_e(t)}")
    st.markdown(
        _(
            "$g_e$: intensity of an act’s CAMEO code (Schrodt 2012; Goldstein 1992, GDELT’s "
            "edition, or PLOVER); weight: its salience, a judgement; $H$ = {half_life} days; $k$ "
            "= {prior}, neutrality’s weight. A rough date is spread over its month or year. "
            "Acts’ mean age: {age} days.",
            half_life=number(half_life),
            prior=number(PRIOR_WEIGHT),
            age=number(mean_age(half_life)),
        )
    )


def _weights(chosen: Selection) -> None:
    """The weight of each salience and the bounds of each band, as used."""
    counts = measured(chosen, Formula())["salience"].astype(str).value_counts()
    left, right = st.columns(2)
    with left:
        weights = pd.DataFrame(
            {
                _("Salience"): list(SALIENCE_WEIGHT),
                _("Weight"): [number(weight, 1) for weight in SALIENCE_WEIGHT.values()],
                _("Events"): [number(counts.get(value, 0)) for value in SALIENCE_WEIGHT],
                _("Meaning"): chosen.words.terms("salience", SALIENCE_WEIGHT),
            }
        )
        label = _("Weight and number of events by salience")
        lists.small(weights, "method-weights", label, lists.figures(_("Weight"), _("Events")))
    with right:
        heads = (_("Range"), _("From (°)"), _("To (°)"))
        _bounds(BANDS, heads, "method-bands", _("Bounds of the named ranges"))


def _bounds(
    named: Sequence[tuple[str, float, float]],
    heads: tuple[str, str, str],
    key: str,
    label: str,
    digits: int = 1,
    **settings: Any,
) -> None:
    """Names of bands or levels, each from where to where."""
    rows = [
        (level_name(name), degrees(low, digits), degrees(high, digits)) for name, low, high in named
    ]
    shown = pd.DataFrame(rows, columns=list(heads))
    lists.small(shown, key, label, lists.figures(*heads[1:]), **settings)


def _other_measures() -> None:
    """The two other measures, as formulae."""
    st.markdown(
        _(
            "**Accumulated score**, after the recursion of Yan and Zhou (2004), who use event "
            "values of their own and doubt that Goldstein’s tell how friendly a relationship is; "
            "it has no interval, and grows with the number of reports. With range $N$ = {range} "
            "and step $s$ = {step}, an event of weight $w$ and intensity $g$ scores "
            "$I_0 = s w g$, and the standing $P$ moves in order of date, from 0.",
            range=number(RANGE),
            step=number(STEP, 2),
        )
    )
    st.latex(
        r"P \leftarrow P + \begin{cases} I_0 \, (N - P)/N & I_0 \ge 0 \\"
        r" I_0 \, (N + P)/N & I_0 < 0 \end{cases}"
    )
    heads = (_("Level"), _("From (points)"), _("To (points)"))
    label = _("Bounds of the six levels of the accumulated score")
    _bounds(LEVELS, heads, "method-levels", label, digits=0, width="content")
    st.markdown(
        _(
            "**Monthly sum**: the intensities of the month’s events added up, unweighted, as "
            "machine-coded event data are often reported. It grows with the number of reports."
        )
    )
