"""The still drawing of a figure: its lines and bands at their places."""

from __future__ import annotations

from xml.etree import ElementTree

import plotly.graph_objects as go

from charts.draw.sketch import SIDE, sketch

SVG = "{http://www.w3.org/2000/svg}"


def drawn(figure: go.Figure) -> ElementTree.Element:
    figure.update_layout(
        xaxis={"range": ["2020-01-01", "2020-01-11"]},
        yaxis={"range": [-1, 1], "domain": [0.5, 1]},
    )
    return ElementTree.fromstring(sketch(figure))


def test_a_line_lies_where_its_axes_say() -> None:
    figure = go.Figure()
    figure.add_scatter(x=["2020-01-01", "2020-01-06"], y=[-1, 1], mode="lines", line={"width": 2})
    line = drawn(figure).find(f"{SVG}polyline")
    assert line is not None
    assert line.get("points") == f"0,{SIDE // 2} {SIDE // 2},0"


def test_a_gap_in_a_line_stays_a_gap() -> None:
    figure = go.Figure()
    days = [f"2020-01-0{day}" for day in range(1, 6)]
    figure.add_scatter(x=days, y=[0, 1, None, 1, 0], mode="lines", line={"width": 2})
    assert len(drawn(figure).findall(f"{SVG}polyline")) == 2


def test_what_carries_no_line_is_left_out() -> None:
    figure = go.Figure()
    figure.add_scatter(x=["2020-01-02"], y=[0], mode="markers", text=["<script>"])
    figure.add_scatter(x=["2020-01-02"] * 2, y=[0, 1], mode="lines", fill="toself", fillcolor="red")
    assert [each.tag for each in drawn(figure)] == [f"{SVG}polygon"]
