"""Closed sessions leave objects that refer to each other, which only a collection of garbage finds.

Python makes a full one when a quarter of all objects are new: with large tables in memory that is
late, and the memory of sessions that are long gone stays taken.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event

import streamlit as st

SECONDS = 60.0
"""So long after the last collection may the next one come; it takes some tenths of a second."""

_ended = Event()


@st.cache_resource(scope="session", show_spinner=False, on_release=lambda _here: _ended.set())
def here() -> object:
    """What a session holds until it ends: each run of a page asks for it."""
    return object()


@asynccontextmanager
async def tidied(_app: st.App) -> AsyncIterator[None]:
    """While the server runs, let go of what ended sessions left."""
    task = asyncio.create_task(_tidy())
    yield
    task.cancel()


async def _tidy() -> None:
    while True:
        await asyncio.sleep(SECONDS)
        if _ended.is_set():
            _ended.clear()
            await asyncio.to_thread(gc.collect)
