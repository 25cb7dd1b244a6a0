"""The land of the world, for maps drawn without a network."""

from __future__ import annotations

import json
from typing import Any

from analysis.tables.dataset import FOLDER

FILE = "land-110m.json"
OBJECT = "land"

SOUTHERN_EDGE = -60.0
"""Degrees of latitude: land that lies wholly south of it is left out, for no place is there."""


def land() -> dict[str, Any]:
    """Where is land? TopoJSON with one object, `land`: outlines only, no borders.

    Natural Earth, 1:110m (public domain).
    """
    return without_south(json.loads((FOLDER / FILE).read_text(encoding="utf-8")))


def without_south(topology: dict[str, Any], edge: float = SOUTHERN_EDGE) -> dict[str, Any]:
    """The same topology without polygons that lie wholly south of `edge` (degrees of latitude).

    The arcs that no other polygon uses go with them.
    """
    tops = [_top(arc, topology["transform"]) for arc in topology["arcs"]]
    polygons = [
        polygon
        for geometry in topology["objects"][OBJECT]["geometries"]
        for polygon in (
            geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        )
        if any(tops[_index(arc)] > edge for ring in polygon for arc in ring)
    ]
    used = sorted({_index(arc) for polygon in polygons for ring in polygon for arc in ring})
    place = {old: new for new, old in enumerate(used)}
    renumbered = [
        [[place[arc] if arc >= 0 else ~place[~arc] for arc in ring] for ring in polygon]
        for polygon in polygons
    ]
    return {
        "type": "Topology",
        "transform": topology["transform"],
        "arcs": [topology["arcs"][old] for old in used],
        "objects": {OBJECT: {"type": "MultiPolygon", "arcs": renumbered}},
    }


def _index(arc: int) -> int:
    """The position of an arc; TopoJSON writes a reversed arc as the complement of it."""
    return arc if arc >= 0 else ~arc


def _top(arc: list[list[int]], transform: dict[str, list[float]]) -> float:
    """The highest latitude of a quantized, delta-encoded arc."""
    y, highest = 0, -(10**9)
    for point in arc:
        y += point[1]
        highest = max(highest, y)
    return highest * transform["scale"][1] + transform["translate"][1]
