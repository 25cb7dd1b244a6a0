"""How can you check, change and export the tables?"""

import streamlit as st

from app_pages.frame import page, state
from app_pages.your_data import add, bring, elsewhere
from charts.speech.language import _

SECTIONS = {
    "bring": (_("Bring your own tables"), bring.section),
    "add": (_("Write a new row"), add.section),
    "elsewhere": (_("Use the tables elsewhere"), elsewhere.section),
}

page.header("your_data")
shown = page.section(_("What do you want to do?"), SECTIONS, key="yours")
if state.is_kept() and shown is not elsewhere.section:
    st.info(
        _(
            "A kept version of the record is read and not changed. Tables are brought, and rows "
            "written, at the present version."
        ),
        icon=":material/lock:",
    )
else:
    shown()
