"""The page of the evidence without a browser: sources, disagreements, seeds, gaps, codebook."""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.evidence import disagreements, gaps, seeds
from analysis.evidence.classes import on_reposts_alone
from analysis.record import ledger, releases
from analysis.tables.dataset import Dataset
from analysis.tables.links import cited
from app_pages.frame.text import in_markdown
from charts.draw.text import WIDE
from charts.draw.vega import CHARACTER
from tests import hostile
from tests.app.driver import checked, opened, run_page, text

PARTS = ("sources", "disagreements", "seeds", "gaps", "freshness", "codebook", "changes")
ALL_YEARS = ["1968", "2026"]


def words(app: AppTest) -> str:
    """What the page says, without the signs that only put markup out of action."""
    return re.sub(r"\\(.)", r"\1", text(app)).replace("\u2060", "")


def drawn(app: AppTest) -> int:
    return len(app.get("vega_lite_chart"))


def table(app: AppTest, key: str) -> pd.DataFrame:
    """The table with this key."""
    return next(frame.value for frame in app.dataframe if key in str(frame.proto.id))


def test_all_sources_are_listed_and_searched(dataset: Dataset) -> None:
    app = run_page("evidence", sources_which="all", years=ALL_YEARS)
    assert len(table(app, "source-rows")) == len(dataset.sources)
    assert f"{len(dataset.sources):,} sources, those that carry" in words(app)
    found = run_page("evidence", sources_which="all", sources_find="globe mail")
    titles = table(found, "source-rows")["Publisher"]
    assert 0 < len(titles) < 200


def test_sources_are_narrowed_by_voice_kind_and_language(dataset: Dataset) -> None:
    app = run_page(
        "evidence",
        sources_which="all",
        sources_side="CHN",
        sources_language="zh",
        years=ALL_YEARS,
    )
    kept = dataset.sources[
        (dataset.sources["side"] == "CHN") & (dataset.sources["language"] == "zh")
    ]
    assert len(table(app, "source-rows")) == len(kept)


def test_the_selection_narrows_the_sources(dataset: Dataset) -> None:
    few = table(run_page("evidence", years=["1970", "1975"]), "source-rows")
    early = dataset.events[dataset.events["date"].dt.year.between(1970, 1975)]
    cited = dataset.sources["source_id"].isin(early["sources"].explode())
    assert set(dataset.sources.loc[cited, "title"]) <= set(few["Title"])
    assert len(few) < len(dataset.sources) / 2


def test_sources_later_than_the_chosen_day_are_not_listed() -> None:
    app = run_page("evidence", sources_which="all", as_of="2015-12-31")
    published = table(app, "source-rows")["Published"]
    assert published.max() <= "2015-12-31"


@pytest.mark.parametrize("by", ["class", "publisher", "language", "year"])
def test_sources_are_counted_by_every_property(by: str) -> None:
    assert drawn(run_page("evidence", sources_by=by)) == 2


def test_an_address_opens_a_source_with_the_rows_that_rest_on_it() -> None:
    app = run_page("evidence", source="seed-000")
    assert "17 rows rest on it" in words(app)
    assert "contacts?contact=2020-08-25-champagne-wang-rome" in words(app)
    assert "“nothing” is not on record" in words(run_page("evidence", source="nothing"))


def test_an_address_opens_a_row_that_has_no_page() -> None:
    row = "observations:pew-favourable-china-canada@2020-12-31"
    said = words(run_page("evidence", row=row))
    assert "pew-favourable-china-canada@2020-12-31" in said
    assert "**Sources**" in said
    assert "“x:y” is not on record" in words(run_page("evidence", row="x:y"))


def test_every_disagreement_is_listed_with_its_row(dataset: Dataset) -> None:
    app = run_page("evidence", evidence_part="disagreements", years=ALL_YEARS)
    found = disagreements.found(dataset, disagreements.on_record(dataset))
    listed = table(app, "disagreement-rows")
    assert len(listed) == len(found)
    assert listed["Card"].str.contains(r"\?").all()
    assert listed["What sources say"].str.len().gt(0).all()
    # Three lines of the narrowest column that holds a text of its own.
    assert listed["On record here"].str.len().max() <= 3 * 190 / CHARACTER
    said = [value for cell in listed["What sources say"] for value in cell.split(" | ")]
    assert "" not in said
    assert "–" in said


@pytest.mark.parametrize(
    "query", [{"evidence_part": "disagreements"}, {"evidence_part": "codebook"}]
)
def test_long_texts_break_into_lines(query: dict[str, str]) -> None:
    first, *_rest = run_page("evidence", **query).dataframe
    # In lower rows Streamlit breaks none.
    assert first.proto.row_height > 64


@pytest.mark.parametrize(
    ("language", "deported"), [("fr", "Personne renvoyée du pays"), ("zh", "已遣返")]
)
@pytest.mark.parametrize(("which", "key"), [("differ", "disagreement-rows"), ("all", "claim-rows")])
def test_codes_that_sources_give_are_in_the_readers_language(
    language: str, deported: str, which: str, key: str
) -> None:
    query = {"evidence_part": "disagreements", "years": ALL_YEARS, "claims_which": which}
    listed = table(run_page("evidence", **query, lang=language), key)
    said = {part for cell in listed.iloc[:, 2] for part in cell.split(" | ")}
    assert deported in said
    assert not said & {"deported", "CAN", "CHN"}


def test_all_claims_are_listed_and_searched(dataset: Dataset) -> None:
    query = {"evidence_part": "disagreements", "claims_which": "all", "years": ALL_YEARS}
    assert len(table(run_page("evidence", **query), "claim-rows")) == len(dataset.claims)
    found = table(run_page("evidence", **query, claims_find="champagne rome"), "claim-rows")
    assert 0 < len(found) < 40
    none = run_page("evidence", **query, claims_find="zzzz")
    assert "No claim is behind this choice" in words(none)


def test_disagreements_are_narrowed_by_table_kind_and_words() -> None:
    app = run_page(
        "evidence",
        evidence_part="disagreements",
        years=ALL_YEARS,
        differ_tables="contacts",
        differ_kinds="values",
        differ_find="rome",
    )
    listed = table(app, "disagreement-rows")
    assert len(listed) > 0
    assert set(listed["Table"]) == {"Contacts"}
    assert set(listed["Kind"]) == {"Values differ"}


def test_each_seed_is_drawn_with_all_its_claims() -> None:
    held = seeds.parse(seeds.files())
    for seed, claims in held.groupby("seed"):
        app = run_page("evidence", evidence_part="seeds", seed=str(seed))
        said = words(app)
        assert drawn(app) == 1
        assert len(re.findall(r"^\d+\. ", said, re.MULTILINE)) == claims["claim"].nunique()
        assert all(claim in said for claim in claims["says"])


def test_seeds_later_than_the_chosen_day_are_not_shown(dataset: Dataset) -> None:
    app = run_page("evidence", evidence_part="seeds", as_of="2019-12-31")
    title = dataset.sources.set_index("source_id").at["seed-000", "title"]
    later = opened("evidence", evidence_part="seeds").selectbox(key="seed")
    assert title in later.options
    assert all(title not in option for box in app.selectbox for option in box.options)
    none = run_page("evidence", evidence_part="seeds", as_of="2000-01-01")
    assert "No article is as old as that" in words(none)


def test_tables_without_digests_have_no_seeds(
    tmp_path: Path, package: Path, serve_folder: Callable[[Path], None]
) -> None:
    shutil.copytree(package, tmp_path / "data", ignore=shutil.ignore_patterns("pairs"))
    serve_folder(tmp_path / "data")
    app = run_page("evidence", evidence_part="seeds")
    sections = next(group for group in app.button_group if group.key == "evidence_part")
    assert "Disagreements" in sections.options
    assert "The five articles" not in sections.options
    assert sections.value == "sources"


def test_what_changed_lists_every_change_with_its_reason_and_effect(dataset: Dataset) -> None:
    app = run_page("evidence", evidence_part="changes", years=ALL_YEARS)
    assert "242 rows added · 256 rows changed · 7 rows removed" in words(app)
    listed = app.dataframe[-1].value
    assert len(listed) == len(dataset.changes)
    assert sorted(listed["Reason"]) == sorted(dataset.changes["reason"])
    # The change that moved the line most comes first.
    most = dataset.changes.loc[dataset.changes["largest_effect"].abs().idxmax()]
    first = listed.iloc[0]
    assert (first["Before"], first["After"]) == (most["before"], most["after"])
    assert first["Day of the largest effect"] == f"{most['largest_on']:%Y-%m-%d}"


def test_what_changed_draws_the_line_before_and_after(dataset: Dataset) -> None:
    app = run_page("evidence", evidence_part="changes", years=["2024", "2025"])
    assert "From version 1.0.0 to 1.1.0 the line moved most on" in words(app)
    (chart,) = app.get("plotly_chart")
    before, after = json.loads(chart.proto.spec)["data"]
    assert (before["name"], after["name"]) == ("Version 1.0.0", "Version 1.1.0")
    window = [pd.Timestamp("2024-01-01"), pd.Timestamp("2025-12-31")]
    found = ledger.lines(releases.load("1.0.0")[0], dataset, *window)
    for trace, column in ((before, "before"), (after, "after")):
        drawn_at = np.frombuffer(base64.b64decode(trace["y"]["bdata"]), trace["y"]["dtype"])
        assert drawn_at.tolist() == found[column].round(2).tolist()
    assert not found["before"].equals(found["after"])


def test_what_changed_is_shown_again_without_reading_the_version_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = run_page("evidence", evidence_part="changes", years=["2024", "2025"])
    monkeypatch.setattr(releases, "load", None)
    assert len(checked(app.run()).get("plotly_chart")) == 1


def test_what_changed_is_narrowed_by_table_and_kind(dataset: Dataset) -> None:
    query = {"changes_table": "places", "changes_kind": "added"}
    listed = run_page("evidence", evidence_part="changes", **query).dataframe[-1].value
    ledger_rows = dataset.changes
    kept = ledger_rows[(ledger_rows["table"] == "places") & (ledger_rows["change"] == "added")]
    assert len(listed) == len(kept) > 0


def test_a_version_without_a_ledger_says_so() -> None:
    said = words(run_page("evidence", evidence_part="changes", v="1.0.0"))
    assert "This version of the record has no ledger of changes." in said


@pytest.mark.parametrize("kind", gaps.TABLE)
def test_each_gap_leads_to_its_rows(dataset: Dataset, kind: str) -> None:
    app = run_page("evidence", evidence_part="gaps", gap=kind, years=ALL_YEARS)
    assert len(app.dataframe[0].value) == len(gaps.rows(dataset, kind))
    assert drawn(app) == 2


def test_months_are_silent_on_the_record_whatever_a_filter_leaves_out() -> None:
    years = ["2020", "2021"]
    whole = words(opened("evidence", evidence_part="gaps", years=years))
    told = re.findall(r"\d+ of 24 months without any event on record", whole)
    assert len(told) == 1
    filtered = run_page("evidence", evidence_part="gaps", years=years, domains="health")
    assert told[0] in words(filtered)


def test_known_gaps_are_shown_in_full_and_only_as_text(dataset: Dataset) -> None:
    said = words(run_page("evidence", evidence_part="gaps"))
    items = [line[2:] for line in dataset.gaps.splitlines() if line.startswith("- ")]
    assert items
    for item in items:
        assert item[:60] in said
    # What stands above the items of a part is no item.
    assert "Conventions used in the tables" in said
    assert "- Conventions used in the tables" not in said


def test_known_gaps_are_not_shown_for_a_chosen_day() -> None:
    app = run_page("evidence", evidence_part="gaps", as_of="2019-06-01")
    assert "not shown for a chosen day" in words(app)


def test_markup_in_the_list_of_gaps_is_put_out_of_action() -> None:
    text = "\n".join(["## A *title*", *(f"- {t}" for t in hostile.RUN), *hostile.RUN])
    for title, lines in gaps.listed(text):
        for hostile_text in hostile.RUN:
            assert hostile_text not in in_markdown(lines)
        assert title in {"", "A *title*"}


def test_freshness_names_every_table_and_keeps_to_the_chosen_day(dataset: Dataset) -> None:
    app = run_page("evidence", evidence_part="freshness")
    fresh = app.dataframe[0].value
    assert len(fresh) == len(dataset.package.tables)
    past = run_page("evidence", evidence_part="freshness", as_of="2010-01-01")
    days = past.dataframe[0].value
    sources = days[days["Table"] == "Sources"].iloc[0]
    assert int(sources["Days before end"].replace(",", "")) >= 0


@pytest.mark.parametrize("lang", ["fr", "zh"])
def test_freshness_has_room_for_names_and_days_on_a_phone(lang: str) -> None:
    frame = run_page("evidence", evidence_part="freshness", lang=lang).dataframe[0]
    columns = json.loads(frame.proto.columns)
    shown = frame.value.iloc[:, :3]
    # The codes, which have the longest name and no date, are cut by a word.
    for name, column in shown.iloc[:-1].items():
        room = columns[name]["width"] - 16
        signs = [[14 if sign >= WIDE else CHARACTER for sign in text] for text in column]
        assert max(map(sum, signs)) <= room
    assert sum(columns[name]["width"] for name in shown) <= 358


@pytest.mark.parametrize("name", ["contacts", "cameo_goldstein"])
def test_the_codebook_describes_every_column(dataset: Dataset, name: str) -> None:
    app = run_page("evidence", evidence_part="codebook", codebook=name)
    columns = app.dataframe[0].value
    assert columns["Column"].tolist() == [f.name for f in dataset.package.tables[name].fields]
    assert columns["Meaning"].str.len().gt(0).all()


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "query",
    [{"years": ["1970", "1970"], "actors": "meng-wanzhou"}, {"as_of": "1975-01-01"}],
)
def test_every_part_reads_well_with_next_to_nothing(part: str, query: dict[str, object]) -> None:
    app = run_page("evidence", evidence_part=part, **query)
    assert "nan" not in words(app).lower().split()


@pytest.mark.parametrize("language", ["fr", "zh"])
@pytest.mark.parametrize("part", PARTS)
def test_every_part_speaks_the_readers_language(part: str, language: str) -> None:
    app = run_page("evidence", evidence_part=part, lang=language)
    assert app.title[0].value != "Evidence"


@pytest.mark.parametrize("part", ["gaps", "freshness", "codebook"])
def test_counted_rows_can_be_listed(part: str) -> None:
    app = run_page("evidence", evidence_part=part)
    named = ("The rows: Events", "The rows: Sources")
    drawers = [box for box in app.expander if box.label.replace("\\", "").startswith(named)]
    assert drawers


def test_the_articles_say_how_many_claims_others_confirm() -> None:
    said = words(opened("evidence", evidence_part="seeds"))
    assert "confirmed by others" in said
    assert "by this article alone" in said
    assert not re.search(r"[(]seed-\d|the seed writes", said)


def test_a_card_on_reposts_alone_says_so(dataset: Dataset) -> None:
    found = on_reposts_alone(cited(dataset), dataset.sources, dataset.pair)
    observation = found.loc[found["table"] == "observations", "row_id"].iloc[0]
    said = words(run_page("evidence", row=f"observations:{observation}"))
    assert "Rests on reposts or aggregators alone" in said
    assert "Rests on reposts" not in words(
        run_page("evidence", row="observations:pew-favourable-china-canada@2020-12-31")
    )
