"""The sections of the method page."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.tables.dataset import SALIENCE_WEIGHT
from analysis.temperature.accumulated import LEVELS, RANGE, STEP
from analysis.temperature.band import DRAWS, LEVEL
from analysis.temperature.line import BANDS, HALF_LIFE_DAYS, PRIOR_WEIGHT
from analysis.temperature.regimes import SHORTEST_MONTHS
from app_pages.frame import parts, state
from app_pages.frame.state import Selection
from app_pages.method import steps
from charts.speech.language import _, day, degrees, language, number, percent, plural
from charts.temperature.measures import band_name, level_name


def formulae(half_life: float) -> None:
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


def weights(chosen: Selection) -> None:
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
            column_config=_figures(_("Weight"), _("Events")),
            key="method-weights",
            alt=_("Weight and number of events by salience"),
        )
    with right:
        st.dataframe(
            pd.DataFrame(
                {
                    _("Band"): [band_name(name) for name, _low, _high in BANDS],
                    _("From (°)"): [degrees(low) for _name, low, _high in BANDS],
                    _("To (°)"): [degrees(high) for _name, _low, high in BANDS],
                }
            ),
            hide_index=True,
            column_config=_figures(_("From (°)"), _("To (°)")),
            key="method-bands",
            alt=_("Bounds of the named bands"),
        )


def _figures(*columns: str, width: int | None = None) -> dict[str, Any]:
    """Columns of numbers that are written in the reader's language, and so are text."""
    return {name: st.column_config.TextColumn(alignment="right", width=width) for name in columns}


def codes(chosen: Selection) -> None:
    """The CAMEO–Goldstein table in use."""
    view = chosen.view
    parts.picture(state.result(steps.intensities, view), "method-intensities")
    with st.expander(_("The codes in use, with their intensity and number of events")):
        parts.table_with_download(state.result(steps.code_table, view), "method-codes")


@st.fragment
def reproduce(half_life: float) -> None:
    """Any figure of the line, worked out event by event."""
    view = state.view()
    chosen = state.selection(view)
    st.markdown(f"### {_('Reproduce a figure')}")
    at = _day_asked(chosen)
    rows = state.result(steps.contributions, view, at=at, half_life=half_life)
    heat, left = float((rows["left"] * rows["goldstein"]).sum()), float(rows["left"].sum())
    total = float(rows["contribution"].sum())
    st.latex(
        rf"T = \frac{{\sum w g}}{{k + \sum w}} = \frac{{{_in_formula(number(heat, 3))}}}"
        rf"{{{number(PRIOR_WEIGHT)} + {_in_formula(number(left, 3))}}}"
        rf" = {_in_formula(degrees(total, 3))}"
    )
    st.markdown(
        plural(
            "{n} event counts on {date}. The contributions add up to {total}°, the temperature of "
            "that day.",
            "{n} events count on {date}. Their contributions add up to {total}°, the temperature "
            "of that day.",
            len(rows),
            date=day(at),
            total=degrees(total, 3),
        )
    )
    table = state.result(steps.contribution_table, view, at=at, half_life=half_life)
    parts.table_with_download(
        state.result(steps.contributions_in_words, view, at=at, half_life=half_life),
        "method-contributions",
        {
            **_figures(*table.columns[3:8], width=90),
            _("CAMEO code"): st.column_config.Column(width=70),
            _("Event"): st.column_config.Column(width=220),
            # The file has it.
            _("Event id"): None,
        },
        # Half a row at the lower edge shows that there are more.
        height=347,
        taken=table,
    )


def _in_formula(figure: str) -> str:
    """A number as TeX takes it: a comma would bring a gap, and a sign of grouping its own."""
    return figure.replace(",", "{,}").replace("\u00a0", r"\,").replace("\u202f", r"\,")


def _day_asked(chosen: Selection) -> pd.Timestamp:
    first, last = steps.first_event(chosen.history), chosen.record.end
    kept = st.session_state.get("figure_at")
    if kept is not None and not first.date() <= kept <= last.date():
        st.session_state["figure_at"] = last.date()
    picked = st.date_input(
        _("At the end of"),
        value=last.date(),
        min_value=first.date(),
        max_value=last.date(),
        key="figure_at",
        bind="query-params",
        persist_state="session",
        format="YYYY-MM-DD",
        width=170,
    )
    return pd.Timestamp(picked)


def uncertainty(chosen: Selection, half_life: float) -> None:
    """The band, and how far other choices move the line."""
    st.markdown(f"### {_('How sure it is')}")
    st.markdown(
        _(
            "The grey band on the overview is a Poisson bootstrap: every event’s weight is "
            "multiplied by a draw from a Poisson distribution with mean 1; this is repeated "
            "{draws} times, and {level} of the resulting temperatures lie inside. It tells how "
            "much hangs on single events. It knows nothing of events that nobody reported, nor of "
            "codes that are wrong.",
            draws=number(DRAWS),
            level=percent(LEVEL),
        )
    )
    parts.picture(
        state.result(steps.sensitivity_fan, chosen.view, half_life=half_life), "method-sensitivity"
    )


def regimes(chosen: Selection, half_life: float) -> None:
    """Change points, and what stands beside them."""
    parts.picture(
        state.result(steps.regime_line, chosen.view, half_life=half_life), "method-regimes"
    )
    st.caption(
        _(
            "Change points by PELT (Killick and others 2012): least squares about each mean, no "
            "regime shorter than {months} months, and each change must save more than the "
            "variance of the line times the logarithm of its length. An event that stands where a "
            "regime begins need not be its cause.",
            months=number(SHORTEST_MONTHS),
        )
    )
    parts.table_with_download(
        state.result(steps.regime_table, chosen.view, half_life=half_life),
        "method-regime-table",
        {
            _("From"): st.column_config.Column(width=85),
            **_figures(_("Mean (°)"), width=75),
            _("Events where it begins"): st.column_config.Column(width="large"),
        },
        height="content",
    )


def comparisons(chosen: Selection, half_life: float) -> None:
    """Other series beside the temperature, two to a row."""
    results = state.result(steps.compared, chosen.view, half_life=half_life)
    st.markdown(f"### {_('Beside other series')}")
    if results.empty:
        st.info(_("No series has observations that can be matched with this line."))
        return
    st.markdown(parts.plain(state.result(steps.caution, chosen.view, half_life=half_life)))
    ids = results["series_id"].tolist()
    for begin in range(0, len(ids), 2):
        beside = ids[begin : begin + 2]
        columns = st.columns(2) if len(beside) == 2 else [st.container()]
        for column, series_id in zip(columns, beside, strict=True):
            with column:
                picture = state.result(
                    steps.comparison, chosen.view, series_id=series_id, half_life=half_life
                )
                parts.picture(picture, f"method-{series_id}", level=5)


def other_measures() -> None:
    """The two other measures, as formulae."""
    st.markdown(f"### {_('The two other measures')}")
    st.markdown(
        _(
            "**Accumulated score**, after Yan and Zhou (2004): with range $N$ = {range} and step "
            "$s$ = {step}, an event of weight $w$ and intensity $g$ scores $I_0 = s w g$, and the "
            "standing $P$ moves in order of date, from 0.",
            range=number(RANGE),
            step=number(STEP, 2),
        )
    )
    st.latex(
        r"P \leftarrow P + \begin{cases} I_0 \, (N - P)/N & I_0 \ge 0 \\"
        r" I_0 \, (N + P)/N & I_0 < 0 \end{cases}"
    )
    st.dataframe(
        pd.DataFrame(
            {
                _("Level"): [level_name(name) for name, _low, _high in LEVELS],
                _("From (points)"): [degrees(low, 0) for _name, low, _high in LEVELS],
                _("To (points)"): [degrees(high, 0) for _name, _low, high in LEVELS],
            }
        ),
        hide_index=True,
        column_config=_figures(_("From (points)"), _("To (points)")),
        width="content",
        key="method-levels",
        alt=_("Bounds of the six levels of the accumulated score"),
    )
    st.markdown(
        _(
            "**Monthly sum**: the intensities of the month’s events added up, unweighted, as "
            "machine-coded event data are often reported. It grows with the number of reports."
        )
    )


def gaps(chosen: Selection) -> None:
    """What is known to be missing."""
    st.markdown(f"### {_('Known gaps')}")
    if chosen.view.filters.as_of is not None:
        st.info(_("The list of gaps describes the whole record and is not shown as of a day."))
        return
    sections = steps.gaps(chosen)
    if not sections:
        st.info(_("The tables come without a list of known gaps."))
    elif language() != "en":
        st.caption(_("The list is written in English."))
    for title, items in sections:
        with st.expander(parts.plain(title)):
            st.markdown("\n".join(f"- {parts.plain(item)}" for item in items))
