"""Every button, switch, box and slider of every page and section is used, and every row opens."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.pages import FRONT, NAMES
from tests.app.driver import checked, run_page
from tests.browser.driver import SECTIONS

KINDS = (
    "button_group",
    "selectbox",
    "multiselect",
    "radio",
    "toggle",
    "checkbox",
    "slider",
    "date_input",
    "number_input",
    "text_input",
    "text_area",
)
FEW = 4
"""Of so many options every one is chosen; of more, and of those of a list, the last."""

OF_MANY_ROWS = {"flow", "governments", "freshness", "codebook"}
"""Sections whose tables hold figures of many rows, or words: none of a row that has a card."""

ELSEWHERE = {"lang", "q"}
"""What other tests use on every page."""


def controls(app: AppTest) -> dict[str, Any]:
    """What a reader could use now, by its key; buttons come last."""
    found = [each for kind in (*KINDS, "button") for each in app.get(kind)]
    return {each.key or each.proto.id: each for each in found if not each.proto.disabled}


def other_values(control: Any) -> list[Any]:
    """What else a reader could set this to."""
    kind, now = control.type, control.value
    if kind == "button":
        return [True]
    if kind in {"toggle", "checkbox"}:
        return [not now]
    if kind in {"slider", "number_input"}:
        ends = control.min, control.max
        return [(end, end) if isinstance(now, tuple) else end for end in ends if end is not None]
    if kind == "date_input":
        return [now - timedelta(days=365)] if now else []
    if kind in {"text_input", "text_area"}:
        return ["canola"]
    options = control.options
    if isinstance(now, list):
        return [options[-1:]]
    return list(options if len(options) <= FEW else options[-1:])


def use_all(app: AppTest, known: set[str]) -> AppTest:
    """Use what is not known yet, and what that brings up; each is set back afterwards."""
    new = {name: control for name, control in controls(app).items() if name not in known}
    known.update(new)
    for name, control in new.items():
        was = control.value
        for value in other_values(control):
            if name in (now := controls(app)):
                now[name].set_value(value)
                app = use_all(checked(app.run()), known)
        if name in (now := controls(app)) and control.type != "button":
            now[name].set_value(was)
            app = checked(app.run())
    return app


@cache
def shared() -> frozenset[str]:
    """The controls that every page has; they are the same, so one page is tried with them."""
    return frozenset(controls(run_page("evidence"))) & frozenset(controls(run_page("your_data")))


@pytest.mark.parametrize("page", NAMES)
def test_every_control_of_a_page_can_be_used(page: str) -> None:
    key, sections = SECTIONS.get(page, ("", ()))
    known = ELSEWHERE | (set() if page == FRONT else shared())
    for query in ({}, *({key: section} for section in sections)):
        app = run_page(page, **query)
        if not OF_MANY_ROWS & set(query.values()):
            assert [t.value for t in app.dataframe if not t.proto.selection_mode] == []
        use_all(app, known)
