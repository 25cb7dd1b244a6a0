"""The front door: page configuration, shared filters, navigation; the tables for other tools."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from app_pages import pages
from app_pages.cards import search
from app_pages.frame import address, filters, problems, state, uploaded
from app_pages.frame import page as frame
from app_pages.server import (
    calendar,
    data,
    feed,
    found,
    guard,
    other_pairs,
    pinned,
    plotly,
    preview,
    unsent,
)

ICON = Path(__file__).parent / "app_pages" / "server" / "icon.png"

if __name__ == "__main__":
    st.set_page_config(layout="wide", initial_sidebar_state="auto", page_icon=str(ICON))

    frame.speak()
    groups = frame.navigation()
    page = st.navigation(groups, position="hidden")
    problems.stop_if_folder_is_broken()
    address.begin(page.url_path)
    other_pairs.choose()
    pinned.choose()
    uploaded.follow()
    # Before anything that the tables may make fail.
    uploaded.notice()
    with st.sidebar:
        search.box()
        other_pairs.box()
        frame.menu(groups)
        uploaded.remember()
    # The front page has the bare address.
    name = page.url_path or pages.FRONT
    head = st.container()
    filters.row(name)
    st.set_page_config(page_title=preview.title(page.title, state.dataset(state.data_key())))
    with head:
        frame.head(name)
    notes = st.container()
    with notes:
        filters.provenance()
        other_pairs.notice()
        pinned.notice()
        search.results()
    page.run()
    with notes:
        filters.notes()
else:
    # `streamlit run` imports this file once, to serve it, and runs it for each reader.
    from app_pages.doors import brief, embed, front, openapi, opening, table, thumbnail

    doors = (
        *(found, data, table, thumbnail, embed, brief, openapi),
        *(feed, calendar, preview, plotly, front),
    )
    app = st.App(
        __file__,
        routes=[route for door in doors for route in door.routes()],
        middleware=[Middleware(guard.Guard)],
        on_script_error=problems.unexpected,
    )
    unsent.begin()
    opening.begin()
