from __future__ import annotations

import re

import altair as alt
import pandas as pd
import plotly.graph_objects as go
import pytest

from charts import standalone
from charts.draw import theme
from charts.draw.picture import Picture
from charts.speech import language

HOSTILE = '</script><script>window.bad = 1</script><img src=x onerror="window.bad = 1">'


def plotly_picture(text: str = "x") -> Picture:
    figure = go.Figure(go.Bar(x=[1, 2], y=[2, 3], text=[text, "y"]), layout={"height": 321})
    return Picture(figure, text, text, pd.DataFrame({text: [text]}), text, note=text)


def altair_picture(text: str = "x") -> Picture:
    chart = alt.Chart(pd.DataFrame({"a": [1, 2], "b": [text, "y"]})).mark_point()
    chart = chart.encode(x="a:Q", y="b:N", tooltip=["b:N"])
    return Picture(chart, text, text, pd.DataFrame({text: [text]}), text, note=text)


PICTURES = {"plotly": plotly_picture, "altair": altair_picture}


@pytest.mark.parametrize("kind", PICTURES)
def test_the_file_holds_what_draws_it_and_asks_for_nothing(kind: str) -> None:
    page = standalone.html(PICTURES[kind](), ("Where it comes from",)).decode()
    assert page.startswith("<!DOCTYPE html>")
    assert "default-src 'none'" in page
    assert not re.findall(r"<(?:script|link|iframe)[^>]+(?:src|href)=", page)
    assert "Where it comes from" in page
    assert ("Plotly.newPlot" if kind == "plotly" else "vegaEmbed(") in page


@pytest.mark.parametrize("kind", PICTURES)
def test_text_of_the_data_is_text(kind: str) -> None:
    plain = standalone.html(PICTURES[kind]("harmless")).decode()
    page = standalone.html(PICTURES[kind](HOSTILE), (HOSTILE,)).decode()
    assert HOSTILE not in page
    assert page.count("</script>") == plain.count("</script>")
    assert "<img" not in page.split("</style>")[1].split("<script")[0]
    assert "&lt;/script&gt;" in page


def test_the_height_of_the_picture_is_kept() -> None:
    assert "height:321px" in standalone.html(plotly_picture()).decode()


def test_colours_that_only_the_dashboard_fills_in_are_those_of_the_light_theme() -> None:
    picture = plotly_picture()
    picture.figure.update_traces(marker={"color": theme.INK})
    page = standalone.html(picture).decode().split("Plotly.newPlot")[1]
    assert theme.LIGHT[theme.INK] in page
    assert not [code for code in theme.LIGHT if code in page]


def test_the_figure_itself_is_not_changed() -> None:
    picture = plotly_picture()
    before = picture.figure.to_json()
    standalone.html(picture)
    assert picture.figure.to_json() == before


def test_the_file_tells_its_language() -> None:
    for spoken in ("fr", "en"):
        language.use(spoken)
        assert f'<html lang="{spoken}">' in standalone.html(plotly_picture()).decode()


def test_what_a_chart_brings_along_by_name_is_kept() -> None:
    land = {"type": "FeatureCollection", "features": [{"name": "the only land"}]}
    ground = alt.Chart(alt.NamedData("land")).mark_geoshape()
    chart = ground + alt.Chart(pd.DataFrame({"a": [1]})).mark_circle().encode(x="a:Q")
    chart.datasets = {"land": land}
    page = standalone.html(Picture(chart, "t", "s", pd.DataFrame(), "a")).decode()
    assert '"the only land"' in page
    assert '"width": "container"' in page


def test_a_long_table_of_numbers_is_cut_and_says_so() -> None:
    picture = plotly_picture()
    long = Picture(picture.figure, "t", "s", pd.DataFrame({"n": range(2500)}), "a")
    page = standalone.html(long).decode()
    assert "+ 500" in page
    assert "<td>1999</td>" in page
    assert "<td>2000</td>" not in page


def test_the_library_of_altair_is_of_the_version_it_writes_for() -> None:
    wanted = re.search(r"/v(\d+)", alt.Chart(pd.DataFrame()).mark_point().to_dict()["$schema"])
    assert wanted
    library = standalone._vega_library()
    assert re.search(rf'"{wanted[1]}\.\d+\.\d+"', library)
