"""A tour of five steps for a newcomer: offered once, skipped at any time, never in the way.

The step stands in the session and in the address (`?tour=2`), so that a tour can be linked to and
survives a reload; `?tour=off` is written when it is over, and it is not offered again.
"""

from __future__ import annotations

import streamlit as st

from app_pages.frame import address
from charts.speech.language import _, number

KEY = "tour"
OVER = "off"
_FRESH = "_tour_fresh"


def steps() -> list[tuple[str, str]]:
    """The title and the words of each step."""
    return [
        (
            _("The line"),
            _(
                "Above 0° cooperation outweighs conflict, below 0° conflict outweighs cooperation. "
                "Each dot is an event, larger where it matters more; the grey band shows how much "
                "hangs on single events, and a dotted line rests on few."
            ),
        ),
        (
            _("What happened"),
            _(
                "Choose a dot, a month or a bar of “What moved it”: a card opens with the event, "
                "how it is coded, what it answers, what answered it, and its sources."
            ),
        ),
        (
            _("Filters"),
            _(
                "The panel at the left (on a phone, behind the arrows at the top) narrows every "
                "page to years, actors, domains and who acts; “As of” replays the record as it "
                "stood on a day. The address keeps your choices: copy it to share what you see."
            ),
        ),
        (
            _("Numbers and sources"),
            _(
                "“Numbers” under each picture opens its table, to read or to download. “Export” "
                "in the panel hands out the whole selection, and the citation for it."
            ),
        ),
        (
            _("The other pages"),
            _(
                "They answer what happened, who met whom, what was restricted, who was held and "
                "what each side said. Evidence shows where sources differ and explains the terms; "
                "Method shows how a degree is made and what it cannot show."
            ),
        ),
    ]


def offer() -> None:
    """A button that starts the tour, for who comes with a bare address and has not seen it."""
    fresh = st.session_state.setdefault(_FRESH, not set(st.query_params) - {"lang", KEY})
    if fresh and not _place():
        st.button(
            _("Take the tour"), icon=":material/tour:", key="tour-start", on_click=_go, args=("1",)
        )


def guide() -> None:
    """The current step of the tour, at the foot of the window, with the way on and the way out."""
    place = _place()
    if not place.isdigit():
        return
    step, shown = int(place), steps()
    title, words = shown[step - 1]
    with st.bottom, st.container(border=True, key="tour-step"):
        st.markdown(f"**{title}**")
        st.markdown(words)
        with st.container(horizontal=True, vertical_alignment="center"):
            if step > 1:
                st.button(_("Back"), key="tour-back", on_click=_go, args=(str(step - 1),))
            if step < len(shown):
                st.button(_("Next"), key="tour-next", on_click=_go, args=(str(step + 1),))
            st.button(
                _("Skip the tour") if step < len(shown) else _("End the tour"),
                type="tertiary",
                key="tour-end",
                on_click=_go,
                args=(OVER,),
            )
            st.caption(_("Step {n} of {all}", n=number(step), all=number(len(shown))))


def link() -> str:
    """The address that starts the tour, seen from any page."""
    return address.onward("./?tour=1")


def _place() -> str:
    """The step that the reader is at, `off` when the tour is over, nothing before it began."""
    asked = address.news(KEY)
    if asked is not None:
        known = [value for value in asked if value in _places()]
        if asked and not known:
            address.ignore(KEY, asked)
        st.session_state[KEY] = known[0] if known else ""
    place: str = st.session_state.get(KEY, "")
    address.write(KEY, [place] if place else [])
    return place


def _places() -> list[str]:
    return [OVER, *(str(n + 1) for n in range(len(steps())))]


def _go(place: str) -> None:
    """Move to a step, or end the tour (a callback)."""
    st.session_state[KEY] = place
    address.write(KEY, [place])
