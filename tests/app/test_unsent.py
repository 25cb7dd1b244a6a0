"""A part that is drawn again before it was sent leaves nothing behind that has no place."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

from app_pages.server import unsent


def _session() -> SimpleNamespace:
    """A session that was not yet sent a page, a box on it, a list in the box, and another part."""
    parts, queue = MemoryFragmentStorage(), ForwardMsgQueue()
    inside = {"page": None, "box": "page", "list": "box", "other": None}
    for place, (part, around) in enumerate(inside.items()):
        parts.register(part, lambda: None, parent_fragment_id=around)
        drawn = ForwardMsg()
        drawn.metadata.delta_path.extend([0, place])
        drawn.delta.fragment_id = part
        drawn.delta.new_element.text.body = part
        queue.enqueue(drawn)

    def clear(*told: object) -> None:
        queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=told[6])  # type: ignore[arg-type]

    return SimpleNamespace(
        queue=queue,
        _fragment_storage=parts,
        _call_soon_on_event_loop=lambda run: run(),
        _handle_scriptrunner_event_on_event_loop=clear,
    )


def _left(drawn: list[str] | None) -> list[str]:
    """What is still to be sent once these parts are drawn again."""
    session = _session()
    AppSession._on_scriptrunner_event(  # type: ignore[arg-type]
        session, None, ScriptRunnerEvent.SCRIPT_STARTED, fragment_ids_this_run=drawn
    )
    return [message.delta.fragment_id for message in session.queue._queue]


@pytest.fixture(autouse=True)
def as_streamlit_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    hear = AppSession._on_scriptrunner_event
    monkeypatch.setattr(AppSession, "_on_scriptrunner_event", hear)


def test_streamlit_keeps_what_lies_inside() -> None:
    """Once this fails, `unsent` can go."""
    assert _left(["page"]) == ["box", "list", "other"]


@pytest.mark.parametrize(
    ("drawn", "left"),
    [
        (["page"], ["other"]),
        (["box"], ["page", "other"]),
        (["list", "other"], ["page", "box"]),
        (None, []),
    ],
)
def test_what_lies_inside_a_part_goes_with_it(drawn: list[str] | None, left: list[str]) -> None:
    unsent.begin()
    assert _left(drawn) == left
