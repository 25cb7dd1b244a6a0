"""Coders and gaps: would others have coded alike, what did audits find, and what is missing?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.temperature.certainty.coders import agreement
from app_pages.frame import links, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, small
from app_pages.temperature.line import Formula
from charts.draw.picture import Picture
from charts.speech.language import _
from charts.temperature.certainty import coders as charts


def agreed(chosen: Selection) -> pd.DataFrame:
    """How far three codings agree, by field."""
    return agreement(chosen.record.extras["recoding"], chosen.record.cameo_goldstein)


def coders(chosen: Selection) -> Picture:
    """The same as a picture."""
    found = state.measure(agreed, chosen.view.record)
    return charts.coders(found, len(chosen.record.extras["recoding"]))


def section(chosen: Selection, _formula: Formula) -> None:
    """Agreement, audits, and where the gaps are listed."""
    extras = chosen.record.extras
    if "recoding" in extras and len(extras["recoding"]):
        picture(state.result(coders, chosen.view.record), "method-coders")
        st.markdown(
            _(
                "Coders two and three are language models, not people: differences widen the "
                "record band."
            )
        )
    else:
        st.info(_("No second coding of these events is on record."))
    if "audits" in extras:
        st.markdown(plain(charts.audits(extras["audits"])))
    known = links.page("evidence", whole=True, evidence_part="gaps")
    small(links.markdown(_("Known gaps"), known))
