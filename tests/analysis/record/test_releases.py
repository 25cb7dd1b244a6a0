"""A version that is kept gives its own figures, to the last digit."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from analysis.consular.access import visits
from analysis.consular.cases import spans
from analysis.consular.sentences import sentenced_to_death
from analysis.contacts.silence import at_or_above, silences
from analysis.headline import headline
from analysis.record import releases, upgrade
from analysis.tables import accounts
from analysis.tables.dataset import Dataset
from analysis.tables.offices import with_level
from analysis.temperature.line import line
from analysis.trade import goods, rates, responses

FIRST = "1.0.0"


@pytest.fixture(scope="module")
def first() -> Dataset:
    return releases.load(FIRST)[0]


def test_every_cell_of_the_first_version_is_kept(first: Dataset) -> None:
    held, shown = releases.files(FIRST), releases.load(FIRST)[1]
    for name in (n for n in held if n.endswith(".csv")):
        before, after = upgrade.rows_of(held[name]), upgrade.rows_of(shown[name])
        assert [{k: row[k] for k in was} for was, row in zip(before, after, strict=True)] == before
    assert len(first.events) == 710


# What the program of version 1.0.0 printed for its tables, when it still read prose.
def test_the_first_version_gives_the_figures_of_the_first_version(first: Dataset) -> None:
    at = pd.DatetimeIndex([first.end - pd.DateOffset(years=1), first.end])
    temperature = line(first.events, at)["temperature"].tolist()
    assert temperature == pytest.approx([-1.7982236582010886, 1.5087984323951305], rel=1e-14)
    whose = accounts.known(first.contacts, first.pair).value_counts()
    assert whose.to_dict() == {"both": 83, "only_a": 52, "only_b": 49, "neither": 32}
    levelled = with_level(first.contacts, first.offices)
    levels = levelled["level"].value_counts()
    assert levels[["leader", "minister", "official"]].tolist() == [54, 70, 68]
    longest = silences(at_or_above(levelled, "leader"), first.end)["days"].nlargest(3)
    assert longest.tolist() == [3749, 3441, 1235]
    lines = goods.with_lines(first.trade_restrictions)["line"].value_counts()
    assert lines[["steel-aluminium", "canola-seed", "beef"]].tolist() == [27, 12, 7]
    path = rates.path(first.trade_restrictions, first.package.start, first.end)
    assert (len(path), path["rate_percent"].sum()) == (60, pytest.approx(1591.86))
    told = responses.how_told(first.trade_restrictions)
    answering = first.trade_restrictions["responds_to"].str.len() > 0
    assert told[answering].value_counts().to_dict() == {
        "stated": 10, "reported": 9, "no-reason": 2,
    }  # fmt: skip
    seen = visits(first.consular_milestones, spans(first, first.end))
    known = seen.groupby("case_id")["known"].max()
    assert (known["kovrig-michael"], known["spavor-michael"]) == (14, 13)
    assert len(sentenced_to_death(first)) == 4
    assert (first.claims["chooses"] == "yes").sum() == 71


# What the program told of these tables on the day before version 1.1.0 came in. Since then no act
# is drawn after its answers, which moved the band and the change; and measures are counted, where
# it was phases (Canada: 10 of unknown end).
def test_the_first_version_has_the_headline_that_it_had(first: Dataset) -> None:
    found = headline(first.with_tables(contacts=with_level(first.contacts, first.offices)))
    assert f"{found.day:%Y-%m-%d}" == "2026-06-16"
    assert found.stands[["value", "low", "high", "state_low", "state_high"]].tolist() == [
        pytest.approx(value, rel=1e-14)
        for value in (
            *(1.7025458264349005, 0.35759798851856744, 2.5214832892713535),
            *(-0.33522619341913784, 4.156271054157262),
        )
    ]
    assert (found.change.value, found.change.low, found.change.high) == pytest.approx(
        (3.5879649379244265, 1.8854527920309372, 4.377908242067404), rel=1e-14
    )
    assert found.since["date"].tolist() == [pd.Timestamp("2025-09-06")]
    assert found.last_minister["contact_id"].tolist() == ["2026-05-29-anand-wang-ottawa"]
    assert found.restrictions.to_dict("list") == {"in-force": [25, 8], "end-unknown": [9, 15]}
    assert len(found.cases) == 9


def test_an_unknown_version_names_those_that_are_kept() -> None:
    with pytest.raises(releases.UnknownVersionError, match=r"expected one of: 1\.0\.0"):
        releases.files("0.9.0")


def test_a_package_has_one_mark_whatever_it_travels_in(tmp_path: Path) -> None:
    held = releases.files(FIRST)
    for name, content in held.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "notes.txt").write_text("beside it")
    listed = "".join(
        f"{hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()}  {name}\n"
        for name in sorted(p.name for p in tmp_path.iterdir())
        if name.endswith(".csv") or name in ("datapackage.json", "pair.toml")
    )
    assert releases.digest(releases.read(tmp_path)) == releases.digest(held)
    assert releases.digest(held) == hashlib.sha256(listed.encode()).hexdigest()
    changed = {**held, "events.csv": held["events.csv"] + b"\n"}
    assert releases.digest(changed) != releases.digest(held)
