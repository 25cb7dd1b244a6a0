"""The palette keeps its promises."""

import pytest

from analysis.dataset import Dataset
from charts import theme

LIGHT, DARK = "#FFFFFF", "#14171C"


def luminance(color: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(color[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("background", [LIGHT, DARK])
def test_marks_stand_out_from_both_backgrounds(dataset: Dataset, background: str):
    for color in [*dataset.pair.colors().values(), theme.LINE, theme.MUTED]:
        assert contrast(color, background) >= 2.8, (color, background)


def test_intensity_runs_from_cold_to_warm():
    assert theme.intensity_color(-10) == theme.COLD_TO_WARM[0][1]
    assert theme.intensity_color(0) == theme.COLD_TO_WARM[2][1]
    assert theme.intensity_color(10) == theme.COLD_TO_WARM[-1][1]


def test_an_intensity_out_of_range_takes_the_last_colour():
    assert theme.intensity_color(40) == theme.COLD_TO_WARM[-1][1]


def test_translucent_keeps_the_hue():
    assert theme.translucent("#7A6BDB", 0.25) == "rgba(122, 107, 219, 0.25)"
