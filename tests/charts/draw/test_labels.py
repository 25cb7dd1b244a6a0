"""Texts beside marks touch neither each other nor, where that can be helped, lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from charts.draw.labels import NARROW, Box, seat

POINTS = st.tuples(st.floats(0, NARROW), st.floats(0, 200))


@given(st.lists(POINTS, min_size=1, max_size=12))
def test_no_text_stands_on_another(points: list[tuple[float, float]]) -> None:
    taken: list[Box] = []
    for at in points:
        if found := seat(at, "1,234", 8, taken, []):
            left, bottom, right, top = found[1]
            assert all(
                right <= b[0] or b[2] <= left or top <= b[1] or b[3] <= bottom for b in taken
            )
            taken.append(found[1])


def test_a_text_keeps_clear_of_a_line_above_its_mark() -> None:
    place, _box = seat((150, 50), "12", 8, [], [((100, 66), (200, 66))]) or ("", None)
    assert place == "bottom center"


def test_a_text_without_room_is_left_out() -> None:
    at = (150.0, 50.0)
    assert seat(at, "12", 8, [(0, 0, NARROW, 200)], []) is None
