"""The two other measures, as formulae."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.temperature.accumulated import LEVELS, RANGE, STEP
from app_pages.method.figure import figures
from charts.speech.formats import degrees, number
from charts.speech.language import _
from charts.temperature.measures import level_name


def other() -> None:
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
    st.dataframe(
        pd.DataFrame(
            {
                _("Level"): [level_name(name) for name, _low, _high in LEVELS],
                _("From (points)"): [degrees(low, 0) for _name, low, _high in LEVELS],
                _("To (points)"): [degrees(high, 0) for _name, _low, high in LEVELS],
            }
        ),
        hide_index=True,
        column_config=figures(_("From (points)"), _("To (points)")),
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
