"""Bars with their names above them."""

from __future__ import annotations

import pandas as pd

from charts.draw import bars, vega

PHONE = 360


def test_a_name_has_the_room_that_its_value_leaves() -> None:
    rows = pd.DataFrame({"name": ["a"], "value": [1], "label": ["11 measures"]})
    names, values = bars.named(rows, {}).to_dict()["layer"][2:]
    assert "datum.label" in names["mark"]["limit"]["expr"]
    assert "limit" not in values["mark"]
    left = PHONE - bars.LETTER * len("11 measures") - bars.BESIDE
    assert left >= 288, "Japan–China: The arrest of the captain, September 2010"


def test_a_mark_without_a_hover_box_has_none_on_the_page() -> None:
    rows = pd.DataFrame({"name": ["a"], "value": [1], "label": ["1"]})
    assert vega.spec(bars.named(rows, {}))["config"]["mark"] == {"tooltip": None}
