"""The overview: its figures, its controls, and the record as it stood on a day."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.tables.dataset import Dataset
from analysis.temperature import acts, line, scales
from app_pages.frame import state
from app_pages.overview import zoom
from charts.speech import formats
from tests.app.driver import checked, opened, run_page, text

LINE, MOVED = 0, 1


def between(dataset: Dataset) -> pd.DataFrame:
    return acts.between(dataset.events, dataset.pair)


def figures(app: AppTest) -> list[dict[str, Any]]:
    """The Plotly figures of the page, in their order."""
    return [json.loads(chart.proto.spec) for chart in app.main.get("plotly_chart")]


def metrics(app: AppTest) -> list[tuple[str, str, str, str]]:
    return [
        (m.label.partition("](")[0], str(m.value), str(m.delta), m.proto.help)
        for m in app.main.metric
    ]


def months(app: AppTest) -> dict[str, Any]:
    """The trace of the line that carries the months."""
    traces = figures(app)[LINE]["data"]
    return next(t for t in traces if t.get("customdata") and isinstance(t["customdata"][0], list))


def texts(app: AppTest) -> list[str]:
    """What the page says, its links without the view that they hand on."""
    handed_on = re.compile(r"((?:event|evidence_part)=[\w-]+)&[^>]*>")
    return [handed_on.sub(r"\1>", m.value) for m in app.main.markdown]


def told(app: AppTest) -> list[str]:
    """The small print, without the count of rows: the tables cut at a day hold fewer in all."""
    return [c.value for c in app.main.caption if not re.fullmatch(r"\d+ of \d+ events", c.value)]


def heading(app: AppTest, start: str) -> str:
    return next(m.value for m in app.main.markdown if m.value.lstrip("# ").startswith(start))


def test_the_headline_is_that_of_the_record_whatever_the_filters() -> None:
    whole, cut = opened(), run_page(domains="trade", years=["2019", "2020"])
    assert len(metrics(whole)) == 6
    assert metrics(whole) == metrics(cut)


def test_the_line_shows_the_month_ends_of_the_window(dataset: Dataset) -> None:
    app = run_page(years=["2018", "2019"])
    shown = months(app)
    assert [point[0] for point in shown["customdata"]][:2] == ["2018-01-31", "2018-02-28"]
    assert len(shown["customdata"]) == 24
    # The window hides what came before and forgets nothing of it.
    inside = months(run_page(years=["2015", "2026"]))
    known = {point[0]: point for point in inside["customdata"]}
    assert all(known[point[0]] == point for point in shown["customdata"])


@pytest.mark.parametrize("measure", ["temperature", "accumulated", "sum"])
@pytest.mark.parametrize("way", ["all", "each", "asymmetry"])
def test_every_measure_is_shown_each_way(measure: str, way: str) -> None:
    app = run_page(measure=measure, way=way, shading="both")
    assert len(figures(app)) == 2
    assert not re.search(r"\bnan\b|undefined", json.dumps(figures(app)[LINE]), re.IGNORECASE)


def test_the_half_life_of_the_address_makes_the_line(dataset: Dataset) -> None:
    app = run_page(half_life="730")
    value = line.line(between(dataset), [dataset.end], 730)["temperature"].iloc[0]
    assert formats.degrees(value) in heading(app, "The relationship").replace("\\", "")


def test_a_long_view_proposes_a_longer_half_life() -> None:
    app = run_page(years=["1968", "2026"])
    checked(app.button(key="half_life_long").click().run())
    assert app.slider(key="half_life").value == 730
    assert "half_life_long" not in {b.key for b in app.button}


def test_shading_can_be_switched() -> None:
    def lanes(**query: str) -> list[str]:
        layout = figures(run_page(**query))[LINE]["layout"]
        return layout.get("yaxis2", {}).get("ticktext", [])

    assert lanes(shading="none") == []
    assert lanes(shading="breaks") == ["Break"]
    assert lanes(shading="both")[0] == "Break"
    assert len(lanes()) == len(lanes(shading="both")) - 1


def test_what_moved_it_runs_between_the_days_asked_for(dataset: Dataset) -> None:
    app = run_page(moved="dates", moved_from="2018-11-30", moved_to="2021-04-30")
    before, after = line.line(between(dataset), ["2018-11-30", "2021-04-30"])["temperature"]
    change = formats.number(round(before, 2) - round(after, 2), 2)
    assert f"fell by {change}°" in heading(app, "The temperature fell").replace("\\", "")


@pytest.mark.parametrize(
    "query", [{}, {"moved_by": "mix"}, {"way": "each"}, {"way": "asymmetry"}, {"measure": "sum"}]
)
def test_a_title_says_that_only_some_events_count(query: dict[str, str]) -> None:
    app = run_page(topics="canola", **query)
    said = [m.value.lstrip("# ") for m in app.main.markdown if m.value.startswith("##")]
    alone = [each for each in said if each.startswith("The events that pass the filters alone")]
    assert len(alone) == 2
    assert not any(m.value.lstrip("# ").startswith("The events") for m in opened().main.markdown)


@pytest.mark.parametrize("by", ["events", "mix"])
def test_a_change_across_the_two_eras_says_that_their_levels_do_not_compare(by: str) -> None:
    told = "The record is thin before 2016: levels before and after do not compare."

    def said(**query: str | list[str]) -> bool:
        return told in text(run_page(moved_by=by, **query)).replace("\\", "")

    assert said()
    assert not said(moved="year")
    assert not said(years=["2000", "2014"])


def test_what_moved_it_follows_the_years_in_view() -> None:
    def days(**query: str) -> str:
        return text(run_page(years=["2018", "2021"], **query)).replace("\\", "")

    assert "31 Dec 2017 and 31 Dec 2021" in days()
    assert "31 Dec 2020 and 31 Dec 2021" in days(moved="year")


def test_the_change_in_a_year_is_broken_down_by_one_choice(dataset: Dataset) -> None:
    days = [dataset.end - pd.DateOffset(years=1), dataset.end]
    before, after = line.line(between(dataset), days)["temperature"].round(2)
    said = heading(run_page(moved="since"), "The temperature rose").replace("\\", "")
    assert f"rose by {formats.number(after - before, 2)}°" in said
    assert all(formats.day(each) in said for each in days)


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2018-01-10", "2021-12-20", (2018, 2021)),
        ("2017-12-20", "2022-01-10", (2018, 2021)),
        ("2019-03-01", "2019-09-30", (2019, 2019)),
        ("2014-11-01", "2026-07-30", (2015, 2026)),
        ("2019-01-01", "2019-01-02", (2019, 2019)),
    ],
)
def test_the_years_that_are_drawn_over_are_meant(
    start: str, end: str, years: tuple[int, int]
) -> None:
    assert zoom.years_of(start, end, (2015, 2026)) == years


def test_the_age_of_the_record_stands_beside_its_end(dataset: Dataset) -> None:
    age = (pd.Timestamp.now().normalize() - dataset.end).days
    shown = text(opened())
    assert "On 16 Jun 2026 the relationship stood" in shown
    assert f"That was {age} days ago" in shown
    # As of an earlier day the record does not end, and the years of a bare address had not come.
    earlier = text(run_page(as_of="1998-10-01"))
    assert "The record ended" not in earlier
    assert "Choose a first day" not in earlier


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("", "leaders 16 Jan 2026, ministers 29 May 2026"),
        # Of the visit of November 2014 the day of the talks with the premier is not on record.
        ("2014-12-31", "leaders 8 Nov 2014 – 10 Nov 2014, ministers"),
        ("1969-01-01", "leaders none on record, ministers none on record"),
    ],
)
def test_both_sides_last_contacts_are_told_with_where_it_stands(as_of: str, said: str) -> None:
    app = run_page(as_of=as_of)
    assert f"Last spoke: {said}" in text(app).replace("\\", "")
    assert said.split(",")[0].removeprefix("leaders ") in {str(m.delta) for m in app.main.metric}


def test_presets_begin_on_the_eve_of_their_day(dataset: Dataset) -> None:
    app = run_page(moved=dataset.pair.presets[0].key)
    assert "30 Nov 2018" in heading(app, "Between").replace("\\", "")


def test_days_in_the_wrong_order_are_asked_for_anew() -> None:
    app = run_page(moved="dates", moved_from="2021-04-30", moved_to="2018-11-30")
    assert any("before" in str(info.value) for info in app.info)


def test_a_preset_that_had_not_come_is_not_offered() -> None:
    app = run_page(as_of="2018-06-30", moved="since-2018-12")
    assert "Dec 2018" not in text(app)
    assert "meng" not in json.dumps(figures(app)).lower()


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_the_page_speaks_other_languages(language: str) -> None:
    app = run_page(lang=language, shading="both", as_of="2019-03-31")
    assert len(figures(app)) == 2


def test_few_events_still_make_a_page() -> None:
    assert len(figures(run_page(actors="aecl", years=["1968", "2026"]))) == 2


@pytest.mark.parametrize("day", ["1968-09-10", "1990-01-01"])
@pytest.mark.parametrize("page", ["overview", "method"])
def test_a_day_before_the_window_still_makes_a_page(page: str, day: str) -> None:
    shown = text(run_page(page, as_of=day, method_section="sure")).replace("\\", "")
    assert "Nothing of this window is on record" in shown


# ----- as of a day: the page is the one that tables cut at that day give -----


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder: Path, table: str, fields: list[str], rows: list[dict[str, str]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def truncated(source: Path, folder: Path, day: str) -> Path:
    """The package as a maintainer would have had it on that day, made from the text of its files.

    ISO dates sort as text, also when reduced to a month or a year.
    """
    shutil.copytree(source, folder)
    tables = {path.stem: rows_of(source, path.stem) for path in source.glob("*.csv")}
    fields = {table: list(rows[0]) for table, rows in tables.items() if rows}
    for table in ("events", "contacts", "statements", "observations", "consular_milestones"):
        tables[table] = [row for row in tables[table] if row["date"] <= day]
        for row in tables[table]:
            if row.get("end_date", "") > day:
                row["end_date"] = ""
    tables["offices"] = [row for row in tables["offices"] if row["start"] <= day]
    for row in tables["offices"]:
        row["end"] = row["end"] if row["end"] <= day else ""
    phases = tables["trade_restrictions"]
    tables["trade_restrictions"] = [
        row for row in phases if (row["announced"] or row["effective"]) <= day
    ]
    # Nobody doubted that a phase went on before the one was known that came in its place.
    replaced_later = {
        phase
        for row in phases
        if row not in tables["trade_restrictions"]
        for phase in row["replaces"].split(";")
    }
    for row in tables["trade_restrictions"]:
        if row["ended"] > day:
            row["ended"] = ""
            row["status"] = "in-force" if row["status"] == "ended" else row["status"]
        if row["restriction_id"] in replaced_later and row["status"] == "end-unknown":
            row["status"] = "in-force"
        if row["effective"] > day and row["status"] in {"in-force", "end-unknown"}:
            row["status"] = "scheduled"
    steps = rows_of(source, "consular_milestones")
    first = {
        s["case_id"]: min(t["date"] for t in steps if t["case_id"] == s["case_id"]) for s in steps
    }
    last = {
        s["case_id"]: max(t["date"] for t in steps if t["case_id"] == s["case_id"]) for s in steps
    }
    tables["consular_cases"] = [
        row
        for row in tables["consular_cases"]
        if (row["detained"] or first.get(row["case_id"], "")) <= day
    ]
    for row in tables["consular_cases"]:
        if row["released"] > day or last.get(row["case_id"], "") > day:
            row.update(status="in-custody", sentence="", note="")
        row["released"] = row["released"] if row["released"] <= day else ""
    known = {row["case_id"] for row in tables["consular_cases"]}
    tables["consular_milestones"] = [
        row for row in tables["consular_milestones"] if row["case_id"] in known
    ]
    for table in ("claims", "translations", "episodes"):
        tables[table] = []
    for table, own in fields.items():
        write(folder, table, own, tables[table])
    package = json.loads((folder / "datapackage.json").read_text())
    package["coverage"]["end"] = day
    (folder / "datapackage.json").write_text(json.dumps(package))
    return folder


def test_the_page_as_of_a_day_is_the_page_of_tables_cut_at_that_day(
    package: Path, tmp_path: Path, serve_folder: Callable[[Path], None]
) -> None:
    views: dict[str, dict[str, Any]] = {
        day: {"years": ["2015", day[:4]], "shading": "both", "moved": "year"}
        for day in ("2018-12-31", "2020-08-20", "2025-03-10")
    }
    alone = shutil.ignore_patterns("pairs")
    whole = Path(shutil.copytree(package, tmp_path / "whole", ignore=alone))
    # How sure the coders are is told by their whole sample, whichever day is looked at.
    header = (whole / "recoding.csv").read_text().partition("\n")[0]
    (whole / "recoding.csv").write_text(f"{header}\n")
    serve_folder(whole)
    replayed = {day: run_page(as_of=day, **view) for day, view in views.items()}
    for day, view in views.items():
        serve_folder(truncated(whole, tmp_path / day, day))
        then = run_page(**view)
        for part in (metrics, figures, texts, told):
            assert part(replayed[day]) == part(then), day


def test_a_later_day_shows_more(package: Path) -> None:
    assert metrics(run_page(as_of="2018-12-31")) != metrics(run_page(as_of="2020-08-20"))


def test_where_it_stands_is_told_once_with_both_bands_and_since_when(dataset: Dataset) -> None:
    app = opened()
    shown = text(app).replace("\\", "")
    assert re.search(
        r"On 16 Jun 2026 the relationship stood at \+1\.\d°, mild\. Record: "
        r"\+0\.\d° to \+[23]\.\d°\. State: [−+]?0\.\d° to \+4\.\d°",
        shown,
    )
    assert heading(app, "Temperature,") == "## Temperature, 2015–2026"
    assert len(re.findall(r"relationship st(?:ands|ood)", shown)) == 1
    assert re.search(r"last changed beyond chance between \w+ 202[45] and \w+ 2025", shown)


@pytest.mark.parametrize("moved", ["year", "since-2018-12", "since-2024-08"])
def test_mix_and_tone_are_told_apart(moved: str) -> None:
    app = run_page(moved=moved, moved_by="mix")
    assert len(figures(app)) == 2
    assert re.search(r"mix|tone", text(app))


def test_the_scale_of_the_address_makes_the_line(dataset: Dataset) -> None:
    events = scales.scaled(between(dataset), scales.scores(dataset))
    value = line.line(events, [dataset.end])["temperature"].iloc[0]
    assert formats.degrees(value) in heading(run_page(scale="plover"), "The rel").replace("\\", "")


def test_a_second_language_works_out_no_figure_anew():
    # A day that no other test asks for: nothing of it is kept yet.
    run_page(lang="en", as_of="2024-02-28")
    before = state.computed.copy()
    run_page(lang="fr", as_of="2024-02-28")
    again = set(state.computed - before)
    assert "over_time" in again
    assert again.isdisjoint({"figures", "doubt", "governed", "curve", "difference"})
