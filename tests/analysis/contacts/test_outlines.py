"""The outline of the land."""

from __future__ import annotations

import json

from analysis.contacts import outlines
from analysis.tables.dataset import FOLDER


def test_the_land_ends_north_of_the_southern_continent() -> None:
    raw = json.loads((FOLDER / outlines.FILE).read_text(encoding="utf-8"))
    whole = outlines.without_south(raw, -91.0)["objects"]["land"]["arcs"]
    land = outlines.land()
    polygons = land["objects"]["land"]["arcs"]
    used = {arc if arc >= 0 else ~arc for polygon in polygons for ring in polygon for arc in ring}
    assert list(land["objects"]) == ["land"]
    assert used == set(range(len(land["arcs"])))
    assert 0.8 * len(whole) < len(polygons) < len(whole)


def test_land_that_reaches_over_the_edge_stays() -> None:
    square = [[0, 0], [10, 0], [0, 10], [-10, 0], [0, -10]]
    topology = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, -70]},
        "arcs": [square, [[0, 5], *square[1:]]],
        "objects": {
            "land": {
                "type": "GeometryCollection",
                "geometries": [{"type": "MultiPolygon", "arcs": [[[0]], [[~1]]]}],
            }
        },
    }
    # The first square reaches 60 degrees south and no further north; the second, 55.
    kept = outlines.without_south(topology, -60.0)
    assert kept["objects"]["land"]["arcs"] == [[[~0]]]
    assert kept["arcs"] == [[[0, 5], *square[1:]]]
