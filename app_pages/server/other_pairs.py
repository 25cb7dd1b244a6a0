"""Which pair of countries is in view: the server's own, or one of the packages beside it."""

from __future__ import annotations

import streamlit as st

from app_pages.frame import address, page, published, uploaded
from app_pages.frame.text import plain
from charts.speech.formats import listed
from charts.speech.language import _, language

PARAMETER, BOX, WANTED = "pair", "pair-box", "wanted_pair"


def choose() -> None:
    """Take the pair that the address asks for, as long as it is here, and keep it there."""
    asked = address.news(PARAMETER)
    if asked is not None:
        st.session_state[WANTED] = asked[0] if asked else ""
    # Asked at each run, for the folder of a pair may go while it is looked at, and come back.
    wanted = st.session_state.setdefault(WANTED, "")
    sound = published.current(wanted) is not None
    st.session_state["unknown_pair"] = "" if sound else wanted
    _show(wanted if sound else "", given_up=False)
    held = published.pair_in_view()
    address.write(PARAMETER, [held] if held else [])


def _show(wanted: str, *, given_up: bool) -> None:
    """Show a pair; the filters that the former one left are no wish for this one."""
    if wanted == published.pair_in_view():
        return
    published.show_pair(wanted)
    for name, value in page.default_choices().items():
        if name in st.session_state and (given_up or name not in st.query_params):
            st.session_state[name] = value


def box() -> None:
    """The choice of the pair in view, where this server has more than one."""
    titles = names()
    if len(titles) > 1 and not uploaded.shown():
        st.session_state[BOX] = published.pair_in_view()
        st.selectbox(
            _("Pair of countries"),
            list(titles),
            format_func=titles.__getitem__,
            key=BOX,
            on_change=_chosen,
            label_visibility="collapsed",
            placeholder=_("Choose"),
        )
    broken = [name for name in published.others() if name not in titles]
    if broken:
        said = _("Left out, for their tables have problems: {pairs}.", pairs=plain(listed(broken)))
        st.caption(said)


def _chosen() -> None:
    st.session_state[WANTED] = st.session_state[BOX]
    _show(st.session_state[WANTED], given_up=True)


def names() -> dict[str, str]:
    """What each pair is called, by its name in the address; broken packages are left out."""
    titles = {}
    for name in ("", *published.others()):
        edition = published.current(name)
        if edition is not None:
            # Short, so that it is not cut in the panel: the title stands on the front page.
            sides = (side.name for side in edition.tables.pair.sides)
            titles[name] = "–".join(side.get(language()) or side["en"] for side in sides)
    return titles


def notice() -> None:
    """Say that the address asks for a pair that is not here, and which are."""
    unknown = st.session_state.get("unknown_pair")
    if unknown:
        st.warning(
            _(
                "The pair {asked} is not to be had here. Other pairs: {pairs}.",
                asked=plain(unknown),
                pairs=plain(listed([name for name in names() if name]) or "–"),
            ),
            icon=":material/link_off:",
        )
