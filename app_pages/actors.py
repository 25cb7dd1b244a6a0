"""Who took part, in what office, with whom?"""

import streamlit as st

from app_pages.shared import actors_sections, address, parts, refresh
from charts.wording import _


def page() -> None:
    """One actor, two side by side, or the governments."""
    parts.header(_("Actors"), _("Who took part, in what office, with whom?"))

    sections = {
        "profile": (_("One actor"), actors_sections.profile),
        "compare": (_("Two side by side"), actors_sections.comparison),
        "governments": (_("Governments by term"), actors_sections.governments),
    }
    part = address.choose(
        st.segmented_control,
        _("Show"),
        list(sections),
        key="actors_part",
        text=lambda name: sections[name][0],
        label_visibility="collapsed",
    )
    sections[part][1]()


refresh.page(page)
