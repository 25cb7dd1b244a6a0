"""Which episodes are compared with those of other pairs, and which are not."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app_pages.frame import links
from app_pages.frame.text import small
from charts.speech.language import _


def section(*_view: Any) -> None:
    """The rule of inclusion, and what the comparison cannot show."""
    st.markdown(f"## {_('Which episodes are compared')}")
    rules = [
        _(
            "An episode begins with one dated act that the other side answered with measures, "
            "detentions or a stop to contacts. Its first day is the day of that act."
        ),
        _("Act and answer are rows of the package, with their sources."),
        _(
            "It ends by the rule that its row names: an agreement on the return to normal, the "
            "last lifting of a measure taken in answer, or the release of the person whose "
            "detention set it off. Without such a row it is open."
        ),
        _(
            "We looked for the disputes that each package was compiled around. Frictions that "
            "drew protests alone, and disputes over one line of goods without a dated trigger, "
            "are left out."
        ),
        _(
            "The pairs were chosen because their disputes are known, not at random: what they "
            "have in common need not hold elsewhere, and disputes that never grew are missing."
        ),
        _(
            "Records differ in density and in length: dates and durations are compared, not how "
            "much is on record."
        ),
    ]
    st.markdown("\n".join(f"- {rule}" for rule in rules))
    small(links.markdown(_("To the comparison"), links.page("compare", whole=True)))
