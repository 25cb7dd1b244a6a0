"""The palette keeps its promises."""

import tomllib
from pathlib import Path

import plotly.graph_objects as go
import pytest
from streamlit.elements.lib import streamlit_plotly_theme as streamlit_theme

from analysis.tables.dataset import Dataset
from charts.draw import theme

ROOT = Path(__file__).resolve().parents[3]

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


def test_codes_are_those_for_which_the_browser_has_colours():
    assert (theme.INK, theme.GROUND) == (streamlit_theme.GRAY_90, streamlit_theme.BG_COLOR)
    places = range(len(theme.SEQUENTIAL))
    known = [getattr(streamlit_theme, f"SEQUENTIAL_{place}") for place in places]
    assert list(theme.SEQUENTIAL) == known


@pytest.mark.parametrize(("mode", "colors"), [("light", theme.LIGHT), ("dark", theme.DARK)])
def test_what_codes_stand_for_is_what_the_reader_is_shown(mode: str, colors: dict[str, str]):
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    shown = config["theme"][mode]
    assert [colors[code] for code in theme.SEQUENTIAL] == shown["chartSequentialColors"]
    assert colors[theme.GROUND] == shown["backgroundColor"]


@pytest.mark.parametrize("colors", [theme.LIGHT, theme.DARK])
def test_numbers_are_readable_on_every_count(colors: dict[str, str]):
    for position, code in theme.COUNT:
        ink = colors[theme.on_count(position)]
        assert contrast(ink, colors[code]) >= 4.5, (position, ink)


@pytest.mark.parametrize("colors", [theme.LIGHT, theme.DARK])
def test_more_stands_out_more_from_the_ground(colors: dict[str, str]):
    apart = [contrast(colors[code], colors[theme.GROUND]) for _at, code in theme.COUNT]
    assert apart == sorted(apart)


@pytest.mark.parametrize("color", ["#8A8F98", "#17967F", "#7A6BDB", "#FFFFFF", "#000000"])
def test_words_on_a_colour_stand_out(color: str):
    assert contrast(theme.ink_on(color), color) >= 4.5


def test_axes_are_written_in_the_colour_of_text_unless_they_have_their_own():
    figure = go.Figure(layout={"yaxis2": {"tickfont": {"color": "#123456"}}, "xaxis": {}})
    theme.in_ink(figure)
    assert figure.layout.xaxis.tickfont.color == theme.INK
    assert figure.layout.yaxis2.tickfont.color == "#123456"


def test_nobody_drags_an_axis_of_a_figure():
    figure = theme.figure(100)
    assert figure.layout.xaxis.fixedrange
    assert figure.layout.yaxis.fixedrange


def test_hover_texts_stand_alone_where_a_trace_has_no_template_of_its_own():
    figure = theme.figure(100)
    figure.add_scatter(x=[1], y=[2], hovertext=["said"])
    figure.add_bar(x=[1], y=[2], hovertext=["said"], hovertemplate="%{hovertext}: %{y}")
    figure.add_scatter(x=[1], y=[2])
    theme.tell_alone(figure)
    told = [trace.hovertemplate for trace in figure.data]
    assert told == ["%{hovertext}<extra></extra>", "%{hovertext}: %{y}", None]
