"""Where the tables go from here: files, addresses, the command line, another pair, a citation."""

from __future__ import annotations

import streamlit as st

from app_pages.frame import downloads, links, published, state
from charts.speech.language import _

COMMANDS = """\
python -m analysis --help
python -m analysis export --years 2018-2021 --to rows.xlsx
python -m analysis check data
python -m analysis temperature --at 2020-08-25
"""

ANOTHER_PAIR = """\
python -m analysis new-pair AUS NZL ../aus-nzl
DASHBOARD_DATA=../aus-nzl make run
"""

READING = """\
import pandas as pd

events = pd.read_csv("{base}events.csv")
contacts = pd.read_parquet("{base}contacts.parquet")
"""


def section() -> None:
    """How the tables are used outside of the dashboard."""
    st.markdown(f"## {_('Files')}")
    st.markdown(
        _(
            "“Export”, beside the title of each page, gives the filtered rows as Excel, CSV or "
            "Parquet; “Cite”, the citation of the view. “Numbers”, under each picture, gives its "
            "figures, the picture as PNG and SVG, and an interactive page that needs no network."
        )
    )
    if published.is_served():
        st.markdown(f"## {_('Addresses for other programs')}")
        st.markdown(
            _(
                "The published tables are read straight from here, read-only, as CSV and Parquet, "
                "with datapackage.json."
            )
        )
        base = links.root() + links.of_package("", published.pair_in_view())
        st.code(READING.format(base=base), language=None, wrap_lines=True)
        st.code(f"frictionless validate {base}datapackage.json", language=None, wrap_lines=True)
    st.markdown(f"## {_('The command line')}")
    st.code(COMMANDS, language=None, wrap_lines=True)
    st.markdown(f"## {_('Another pair of countries')}")
    st.markdown(
        _(
            "The dashboard follows any two countries whose tables have the same columns. The first "
            "command writes a folder of invented examples to start from; the second shows it."
        )
    )
    st.code(ANOTHER_PAIR, language=None, wrap_lines=True)
    st.markdown(f"## {_('How to cite')}")
    downloads.in_english()
    chosen = state.selection(state.view())
    where = links.root() + links.page("", whole=True)
    st.code(downloads.cite(chosen, where).apa(), language=None, wrap_lines=True)
