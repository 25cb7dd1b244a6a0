"""What ended sessions leave is collected, and only then."""

from __future__ import annotations

import asyncio
import gc

import pytest

from app_pages.server import tidy


def test_a_collection_follows_the_end_of_a_session(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[bool] = []
    monkeypatch.setattr(tidy, "SECONDS", 0.01)
    monkeypatch.setattr(gc, "collect", lambda: collected.append(True))

    async def run() -> tuple[int, int]:
        async with tidy.tidied(None):
            await asyncio.sleep(0.1)
            before = len(collected)
            tidy._ended.set()
            await asyncio.sleep(0.2)
        return before, len(collected)

    tidy._ended.clear()
    assert asyncio.run(run()) == (0, 1)
