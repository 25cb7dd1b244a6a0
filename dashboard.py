"""The front door: page configuration, shared filters, navigation."""

from pathlib import Path

import streamlit as st

from app_pages.shared import address, sidebar, state
from charts import wording

ICON = Path(__file__).parent / "app_pages" / "shared" / "icon.png"

st.set_page_config(layout="wide", initial_sidebar_state="auto", page_icon=str(ICON))

sidebar.speak()
page = st.navigation(sidebar.pages())
address.begin(page.url_path)
notes = st.container()
with st.sidebar:
    state.remember(sidebar.view())
page.run()
with notes:
    sidebar.notes()
    sidebar.provenance()
wording.use("en")
