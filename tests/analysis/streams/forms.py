"""Small files in the published forms of event streams, in rows of our own."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from analysis.streams.columns import SCHEMA

ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip


def gdelt(
    width: int = 61,
    number: int = 1,
    day: str = "20200825",
    actors: tuple[str, str] = ("AUS", "NZL"),
    code: str = "036",
    place: str = "Wellington, Wellington, New Zealand",
    address: str = "https://news.example/1",
) -> str:
    """A row of GDELT with 57, 58 or 61 columns."""
    cells = [""] * width
    cells[0:5] = [str(number), day, day[:6], day[:4], f"{day[:4]}.6"]
    for begin, actor in zip((5, 15), actors, strict=True):
        cells[begin : begin + 3] = [f"{actor}GOV", f"NAME OF {actor}", actor]
    cells[25:34] = ["1", code, code[:3], code[:2], "1", "4.0", "8", "2", "8"]
    at = 52 if width == 61 else 50
    cells[at - 1 : at + 2] = ["4", place, "NZ"]
    cells[width - (1 if width == 57 else 2)] = f"{day}121500" if width == 61 else day
    if width > 57:
        cells[-1] = address
    return "\t".join(cells)


def by_name(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A table with a header: the cells of each row by the name of their column."""
    names = list(columns)
    lines = ["\t".join(names)]
    lines += ["\t".join(row.get(name, "") for name in names) for row in rows]
    return "\n".join(lines) + "\n"


def icews(**cells: str) -> dict[str, str]:
    """A row of ICEWS; the keywords replace cells, with _ for a space."""
    return {
        "Event ID": "30000001",
        "Event Date": "2014-05-01",
        "Source Name": "Government (Australia)",
        "Source Country": "Australia",
        "CAMEO Code": "042",
        "Intensity": "1.9",
        "Target Name": "Government (New Zealand)",
        "Target Country": "New Zealand",
        "Story ID": "34000001",
        "City": "Wellington",
        "Country": "New Zealand",
        **{name.replace("_", " "): value for name, value in cells.items()},
    }


def polecat(**cells: str) -> dict[str, str]:
    """A row of POLECAT; the keywords replace cells, with _ for a space."""
    return {
        "Event ID": "EV1",
        "Event Date": "2022-02-03",
        "Event Type": "CONSULT",
        "Intensity": "1.0",
        "Actor Name": "Foreign Minister",
        "Actor Country": "AUS",
        "Recipient Name": "None",
        "Recipient Country": "NZL",
        "City": "Wellington",
        "Province": "None",
        "Country": "NZL",
        **{name.replace("_", " "): value for name, value in cells.items()},
    }


def written(path: Path, text: str | bytes, inside: str = "") -> Path:
    """The text as a file: packed as the ending of its name says."""
    content = text.encode() if isinstance(text, str) else text
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(inside or path.stem, content)
    elif path.suffix == ".gz":
        path.write_bytes(gzip.compress(content))
    else:
        path.write_bytes(content)
    return path


def reports(*rows: Mapping[str, object]) -> pd.DataFrame:
    """Rows in the columns of every stream; what a row does not say is the same in all."""
    same = {
        "source": "gdelt-2",
        "day": "2020-01-01",
        "initiator": "AUS",
        "target": "NZL",
        "code": "111",
        "intensity": -2.0,
        "mentions": 1,
        "place": "Wellington",
    }
    table = pd.DataFrame(
        [{"event_id": str(number), "row": number, **same, **row} for number, row in enumerate(rows)]
    ).reindex(columns=SCHEMA.names)
    text = table.columns.difference(["day", "intensity", "mentions", "row", "root"])
    return table.assign(
        **{name: table[name].astype("object").fillna("").astype("str") for name in text},
        day=pd.to_datetime(table["day"]),
        root=table["code"].str[:2],
    )
