"""What waits to be sent to a browser when a part of a page is drawn again.

Of a part that is drawn again before all of it was sent, Streamlit (1.67) drops the rest, but keeps
what the parts inside it had drawn. The browser would be sent these without the blocks that they lie
in, and show an empty page from then on: so it went with a reader who opens a box and closes it at
once while the server is busy.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import wraps
from typing import Any

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.fragment import MemoryFragmentStorage


def with_parts_inside(parts: MemoryFragmentStorage, drawn: Sequence[str]) -> list[str]:
    """The ids of the parts that are drawn again, and of all that lie inside them."""
    known = list(parts._parent_by_id)
    return [*drawn, *(each for each in known if parts.has_ancestor_in(each, drawn))]


def begin() -> None:
    """Have sessions drop what lies inside a part with the part."""
    hear = AppSession._on_scriptrunner_event

    @wraps(hear)
    def heard(session: Any, *told: Any, **named: Any) -> None:
        # Asked in the thread of the run, before it begins: afterwards other parts lie inside.
        if drawn := named.get("fragment_ids_this_run"):
            named["fragment_ids_this_run"] = with_parts_inside(session._fragment_storage, drawn)
        hear(session, *told, **named)

    AppSession._on_scriptrunner_event = heard  # type: ignore[method-assign]
