"""The pictures of the machine record: what they hold, with much, little and hostile text."""

from __future__ import annotations

import re

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.draw.picture import Picture
from charts.speech import language as wording
from charts.speech.names import Words
from charts.streams import colors, lines, misses, roots, volume

END = pd.Timestamp("2020-06-16")


def _curve(first: str, months: int, level: float) -> pd.DataFrame:
    dates = pd.date_range(first, periods=months, freq="ME")
    line = pd.Series([level + number / 10 for number in range(months)])
    return pd.DataFrame({"date": dates, "temperature": line, "low": line - 1, "high": line + 1})


def _figure(picture: Picture) -> go.Figure:
    assert isinstance(picture.figure, go.Figure)
    return picture.figure


def _sound(picture: Picture) -> None:
    for text in (picture.title, picture.subtitle, picture.alt, picture.note):
        assert text
        assert not re.search(r"\bnan\b|NaT|None|undefined|\{\w*\}", text)
    assert len(picture.table)
    assert not re.search(r"\bNaT\b|undefined", str(_figure(picture).to_json()))


@pytest.fixture(params=["en", "fr", "zh"], autouse=True)
def spoken(request: pytest.FixtureRequest) -> str:
    wording.use(request.param)
    return str(request.param)


def test_two_lines_stand_on_one_axis_and_the_machine_goes_on_after_the_record(spoken: str) -> None:
    curated, machine = _curve("2019-01-31", 17, 1.0), _curve("2019-06-30", 20, -1.0)
    picture = lines.lines(curated, machine, END, 180.0)
    _sound(picture)
    drawn = [trace for trace in _figure(picture).data if trace.line.color]
    assert {trace.line.color for trace in drawn} == {colors.CURATED, colors.MACHINE}
    assert len(picture.table) == 25
    assert any("2020" in str(note.text) for note in _figure(picture).layout.annotations)
    if spoken == "en":
        assert picture.title.startswith("31 May 2020: +2.6° by the curated record")


def test_lines_without_a_common_month_say_so(spoken: str) -> None:
    picture = lines.lines(_curve("2010-01-31", 3, 1.0), _curve("2019-06-30", 3, 1.0), END, 180.0)
    _sound(picture)
    if spoken == "en":
        assert picture.title == "The two records have no month in common"


def _agreement(*, together: bool) -> pd.DataFrame:
    bands = ["level", "change", "fast", "middle", "slow"]
    told = [together, *[False] * 4]
    return pd.DataFrame(
        {
            "band": bands,
            "months": 90,
            "rho": 0.4,
            "low": 0.1,
            "high": 0.8,
            "p": [0.01 if each else 0.3 for each in told],
            "together": told,
        }
    )


def test_agreement_is_claimed_only_where_it_is_beyond_chance(spoken: str) -> None:
    unsure, sure = (
        lines.agreement(_agreement(together=False)),
        lines.agreement(_agreement(together=True)),
    )
    for picture in (unsure, sure):
        _sound(picture)
    if spoken == "en":
        assert unsure.title == "The two lines do not move together beyond chance"
        assert sure.title.endswith("The lines as they are")


def test_volume_counts_reports_events_and_what_was_folded(spoken: str) -> None:
    months = pd.DataFrame(
        {
            "month": pd.date_range("2019-01-01", periods=30, freq="MS"),
            "reports": range(100, 130),
            "events": range(10, 40),
            "repeated": 1,
            "mirrored": 2,
        }
    )
    picture = volume.volume(months)
    _sound(picture)
    # What lets the ground through is too faint on a dark one.
    assert not any("rgba" in trace.marker.color for trace in picture.figure.data)
    if spoken == "en":
        assert picture.title == "3,435 reports of 735 events, 4.7 for each"
        assert "30 rows repeat one" in picture.note
        assert "60 reports (1.7%)" in picture.note


def recalled(*chance: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "root": ["11", "04"],
            "acts": [8, 2],
            "found": [4, 2],
            "share": [0.5, 1.0],
            "low": [0.3, 0.4],
            "high": [0.7, 1.0],
            "chance": chance,
        }
    )


def test_recall_stands_beside_chance(words: Words, spoken: str) -> None:
    found = recalled(0.25, 0.5)
    picture = misses.recall(found, words, 3)
    _sound(picture)
    marks = [trace for trace in _figure(picture).data if trace.mode == "markers"]
    assert "line-ns" in {trace.marker.symbol for trace in marks}
    # On a phone a mark at 0 % or 100 % is wider than what is left of the axis beside it.
    assert all(trace.cliponaxis is False for trace in marks)
    if spoken == "en":
        assert "found 60% of the acts on record; by chance it would find 30%" in picture.title


def test_a_chance_that_is_not_known_is_not_said_to_be_none(words: Words, spoken: str) -> None:
    found = recalled(0.25, float("nan"))
    some = misses.recall(found, words, 3)
    none = misses.recall(found.assign(chance=float("nan")), words, 3)
    for picture in (some, none):
        _sound(picture)
    if spoken == "en":
        assert some.title.endswith("by chance it would find 25%")
        assert none.title == "The machine found 60% of the acts on record"


def test_kinds_of_acts_are_shares_of_each_record(words: Words, spoken: str) -> None:
    mix = pd.DataFrame(
        {
            "root": ["04", "11"],
            "acts": [1, 3],
            "events": [9, 1],
            "reports": [30, 2],
            "acts_share": [0.25, 0.75],
            "events_share": [0.9, 0.1],
        }
    )
    picture = roots.roots(mix, words)
    _sound(picture)
    # Beside the long names of kinds a phone has no room for those of the records.
    assert _figure(picture).layout.title.xref == "container"
    if spoken == "en":
        more, less = (words.term("cameo_root", root) for root in ("04", "11"))
        assert (
            picture.title
            == f"The machine counts more of: {more}; the curated record more of: {less}"
        )
        same = roots.roots(mix.assign(events_share=mix["acts_share"]), words)
        assert same.title == "Both records count the same kinds of acts"
        # Of years without a curated act no kind of act is more of it.
        none = roots.roots(mix.assign(acts=0, acts_share=0.0), words)
        assert none.title == "The curated record has no act in these years"


def test_a_picture_tells_its_stream_and_that_a_sample_is_invented(words: Words) -> None:
    picture = lines.agreement(_agreement(together=True))
    made_up, real = colors.invented(picture), colors.from_stream(picture, ["GDELT 2.0 events"])
    assert picture.title not in made_up.title
    assert picture.alt in made_up.alt
    across = {note.text for note in _figure(made_up).layout.annotations}
    assert across - {note.text for note in _figure(picture).layout.annotations}
    assert "GDELT 2.0 events" in real.note
