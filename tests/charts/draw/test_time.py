"""The window of time that is drawn, and where the record ends in it."""

from __future__ import annotations

import pandas as pd
import pytest

from charts.draw import theme
from charts.draw.time import Window, label_above, mark_end

WINDOW = Window(pd.Timestamp(2020, 1, 1), pd.Timestamp(2020, 4, 10), record_ends=True)


def test_an_axis_reaches_as_far_past_the_end_as_it_is_told() -> None:
    assert WINDOW.axis()["range"] == ["2020-01-01", "2020-04-10"]
    assert WINDOW.axis(0.1, anchor="y2")["range"] == ["2020-01-01", "2020-04-20"]
    assert WINDOW.axis(anchor="y2")["anchor"] == "y2"


@pytest.mark.parametrize("above", [False, True])
def test_the_end_of_the_record_is_marked_with_its_day(above: bool) -> None:
    figure = theme.figure(200)
    mark_end(figure, WINDOW.end, above=above)
    (line,), (words,) = figure.layout.shapes, figure.layout.annotations
    assert line.x0 == line.x1 == words.x == "2020-04-10T00:00:00"
    assert "10 Apr 2020" in words.text
    assert words.y == (1 if above else 0)


def test_labels_above_a_tall_picture_are_not_cut_at_its_edge() -> None:
    figure = theme.figure(200)
    label_above(figure, ["2020-01-01", "2020-04-10"], ["2020", "2021"], -0.7)
    assert figure.data[0].cliponaxis is False
