"""What episodes are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.compare.episodes import episodes
from analysis.tables.dataset import load
from charts.compare import names
from charts.speech import language
from charts.speech.names import Words


@pytest.mark.parametrize("lang", ["fr", "zh", "en"])
def test_no_name_of_an_episode_is_cut(lang: str, package: Path) -> None:
    language.use(lang)
    records = {at.name: load(at) for at in (package / "pairs").iterdir()}
    named = {
        name: Words(r.package, r.pair, r.actors, r.places, r.goods) for name, r in records.items()
    }
    told = names.episodes(episodes(records), named)
    assert len(told) >= 4
    assert [names.short(name) for name in told] == told
