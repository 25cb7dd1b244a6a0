"""The two pages in Dash: `python -m benchmarks.peers.dash_app PORT`."""

from __future__ import annotations

import logging
import sys
from functools import partial
from typing import Any

import dash
from dash import Dash, Input, Output, dash_table, dcc, html

from benchmarks.peers import content
from benchmarks.peers.content import Choice, Content

CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False, "showTips": False}


def controls(page: str) -> html.Div:
    """The filters of a page."""
    first, last = content.years()
    return html.Div(
        [
            dcc.RangeSlider(
                first, last, 1, value=content.opening().years, id=f"{page}-years", marks=None
            ),
            dcc.Dropdown(content.actors(), multi=True, id=f"{page}-actors", placeholder="Anyone"),
            dcc.Dropdown(
                content.domains(), multi=True, id=f"{page}-domains", placeholder="Any domain"
            ),
        ],
        style={"width": "300px", "flex": "none", "padding": "1rem"},
    )


def layout(page: str) -> html.Div:
    """A page as it opens."""
    shown = content.PAGES[page](content.opening())
    parts: list[Any] = [html.H1(shown.title), dcc.Markdown(_facts(shown), id=f"{page}-facts")]
    for n, picture in enumerate(shown.pictures):
        parts += [
            html.H3(picture.title, id=f"{page}-title-{n}"),
            html.Div(picture.subtitle),
            dcc.Graph(figure=picture.figure, config=CONFIG, id=f"{page}-chart-{n}"),
            html.Div(picture.note, id=f"{page}-note-{n}"),
        ]
    parts.append(
        dash_table.DataTable(
            shown.rows.to_dict("records"),
            [{"name": name, "id": name} for name in shown.rows.columns],
            page_size=10,
            id=f"{page}-rows",
        )
    )
    main = html.Div(parts, style={"flex": "auto", "minWidth": 0, "padding": "1rem"})
    return html.Div([controls(page), main], style={"display": "flex", "fontFamily": "sans-serif"})


def _facts(shown: Content) -> str:
    return "\n".join(f"- {fact}" for fact in shown.facts)


def redraw(page: str, years: list[int], actors: list[str], domains: list[str]) -> list[Any]:
    """What the callback of a page returns: facts, then title, chart and note of each picture."""
    choice = Choice((years[0], years[1]), tuple(actors or ()), tuple(domains or ()))
    shown = content.PAGES[page](choice)
    parts: list[Any] = [_facts(shown)]
    for picture in shown.pictures:
        parts += [picture.title, picture.figure, picture.note]
    return [*parts, shown.rows.to_dict("records")]


def build() -> Dash:
    """The application with its two pages."""
    app = Dash(__name__, use_pages=True, pages_folder="", serve_locally=True)
    for page in content.PAGES:
        dash.register_page(
            page, path="/" if page == "overview" else f"/{page}", layout=partial(layout, page)
        )
        charts = len(content.PAGES[page](content.opening()).pictures)
        outputs = [Output(f"{page}-facts", "children")]
        for n in range(charts):
            outputs += [
                Output(f"{page}-title-{n}", "children"),
                Output(f"{page}-chart-{n}", "figure"),
                Output(f"{page}-note-{n}", "children"),
            ]
        outputs.append(Output(f"{page}-rows", "data"))
        inputs = [Input(f"{page}-{name}", "value") for name in ("years", "actors", "domains")]
        app.callback(outputs, inputs, prevent_initial_call=True)(partial(redraw, page))
    app.layout = html.Div(dash.page_container)
    return app


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    build().run(host="127.0.0.1", port=sys.argv[1], debug=False)
