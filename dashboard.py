"""The front door: page configuration, shared filters, navigation; the tables for other tools."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from app_pages.cards import search
from app_pages.frame import address, downloads, problems, sidebar
from app_pages.server import data, front, guard, preview

ICON = Path(__file__).parent / "app_pages" / "server" / "icon.png"

if __name__ == "__main__":
    st.set_page_config(layout="wide", initial_sidebar_state="auto", page_icon=str(ICON))

    sidebar.speak()
    page = st.navigation(sidebar.navigation())
    problems.stop_if_folder_is_broken()
    address.begin(page.url_path)
    notes = st.container()
    with st.sidebar:
        search.box()
        sidebar.filters()
        downloads.take_away()
    st.set_page_config(page_title=preview.title(page.title))
    with notes:
        sidebar.provenance()
        search.results()
    page.run()
    with notes:
        sidebar.notes()
else:
    # `streamlit run` imports this file once, to serve it, and runs it for each reader.
    app = st.App(
        __file__,
        routes=[*data.routes(), *preview.routes(), *front.routes()],
        middleware=[Middleware(guard.Guard)],
        on_script_error=problems.unexpected,
    )
