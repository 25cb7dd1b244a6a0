from __future__ import annotations

import pandas as pd
import pytest

from analysis.actors import profile
from analysis.tables import kinds
from analysis.tables.dataset import Dataset

ACTOR = "wang-yi"


@pytest.fixture(scope="module")
def seen(dataset: Dataset) -> pd.DataFrame:
    return profile.appearances(dataset)


def offices(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Offices of one person: title, rank, start and end as known."""
    table = pd.DataFrame(rows, columns=["office", "rank", "start", "end"]).assign(actor_id="x")
    precision = {0: None, 4: "year", 7: "month", 10: "day"}
    table = table.assign(post="", attested="")
    for column in ("start", "end", "attested"):
        table[f"{column}_precision"] = table[column].map(lambda text: precision[len(text)])
        table[column] = pd.to_datetime(table[column].replace("", None), format="ISO8601")
    return table


def test_every_part_that_an_actor_plays_is_an_appearance(
    dataset: Dataset, seen: pd.DataFrame
) -> None:
    own = seen[seen["actor_id"] == ACTOR]
    for table in profile.PARTIES:
        for role in kinds.of(table).roles:
            cells = getattr(dataset, table)[role]
            expected = sum(ACTOR in ((c,) if isinstance(c, str) else c) for c in cells)
            found = ((own["table"] == table) & (own["role"] == role)).sum()
            assert found == expected, (table, role)


def test_a_row_counts_once_however_many_parts_are_played(seen: pd.DataFrame) -> None:
    rows = seen[seen["actor_id"] == ACTOR].drop_duplicates(["table", "row_id"])
    summary = profile.summary(seen, [ACTOR])
    assert profile.busiest(seen)[ACTOR] == len(rows)
    assert summary[list(profile.PARTIES)].sum() == len(rows)
    assert (summary["first"], summary["last"]) == (rows["date"].min(), rows["date"].max())


def test_first_and_last_are_no_more_exact_than_they_are_known(dataset: Dataset) -> None:
    rough = pd.Categorical(["month"] * len(dataset.contacts))
    contacts = dataset.contacts.assign(date_precision=rough)
    met = profile.counterparts(contacts, [ACTOR])
    assert set(met["first_precision"]) == set(met["last_precision"]) == {"month"}
    only = dataset.with_tables(
        contacts=contacts, events=dataset.events.iloc[:0], statements=dataset.statements.iloc[:0]
    )
    summary = profile.summary(profile.appearances(only), [ACTOR])
    assert (summary["first_precision"], summary["last_precision"]) == ("month", "month")


def test_who_never_appears_has_no_first_appearance(seen: pd.DataFrame) -> None:
    summary = profile.summary(seen, ["nobody"])
    assert pd.isna(summary["first"])
    assert summary["events"] == 0


def test_intensity_weighs_by_salience_and_keeps_the_roles_apart() -> None:
    events = pd.DataFrame(
        {
            "event_id": ["e", "f", "g"],
            "initiator": [("x",), ("x",), ("y",)],
            "target": [("y",), ("x",), ("x",)],
            "goldstein": [-4.0, 2.0, 6.0],
            "weight": [2.0, 1.0, 0.5],
        }
    )
    found = profile.intensity(profile.roles_in_events(events, ["x"])).set_index("role")
    assert found["events"].tolist() == [2, 2]
    assert found.at["initiator", "goldstein"] == pytest.approx((-8 + 2) / 3)
    assert found.at["target", "goldstein"] == pytest.approx((2 + 3) / 1.5)
    assert found[["cold", "warm"]].to_numpy().tolist() == [[1, 1], [0, 2]]


def test_without_events_the_mean_is_unknown(dataset: Dataset) -> None:
    none = profile.roles_in_events(dataset.events, ["nobody"])
    assert profile.intensity(none)["goldstein"].isna().all()


def test_counterparts_are_whoever_sat_on_another_side(dataset: Dataset) -> None:
    met = profile.counterparts(dataset.contacts, [ACTOR])
    expected: dict[str, int] = {}
    for row in dataset.contacts.to_dict("records"):
        sides = [set(row["side_a"]), set(row["side_b"]), set(row["third_party"])]
        others = set().union(
            *(sides[j] for i in range(3) if ACTOR in sides[i] for j in range(3) if j != i)
        )
        for other in others - {ACTOR}:
            expected[other] = expected.get(other, 0) + 1
    assert dict(zip(met["actor_id"], met["contacts"], strict=True)) == expected
    assert met["contacts"].is_monotonic_decreasing


def test_places_of_contacts_add_up_and_unknown_ones_come_last(dataset: Dataset) -> None:
    where = profile.places(dataset.contacts, ["government-canada", "government-china"])
    assert (where["place_city"] == "").idxmax() == len(where) - 1
    own = dataset.contacts.apply(
        lambda c: bool({"government-canada", "government-china"} & {*c["side_a"], *c["side_b"]}),
        axis=1,
    )
    assert where["contacts"].sum() == own.sum()


def test_stances_are_those_of_the_speaker_only(dataset: Dataset) -> None:
    said = profile.stances(dataset.statements, [ACTOR])
    spoken = sum(ACTOR in speakers for speakers in dataset.statements["speaker"])
    assert said["statements"].sum() == spoken


def test_an_open_office_lasts_until_the_end_of_the_record() -> None:
    held = profile.terms(
        offices(
            ("undated", "official", "", ""),
            ("later", "minister", "2020-03", ""),
            ("earlier", "legislator", "2010", "2012"),
        ),
        ["x"],
        pd.Timestamp(2022, 5, 5),
    )
    assert held["office"].tolist() == ["earlier", "later", "undated"]
    assert held["until"].tolist()[:2] == [pd.Timestamp(2012, 12, 31), pd.Timestamp(2022, 5, 5)]
    assert held["end_known"].tolist() == [True, False, False]
