"""What the series measure, and which of them may share an axis."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.trade import series


def _row(dataset: Dataset, series_id: str) -> pd.Series:
    return dataset.series.set_index("series_id", drop=False).loc[series_id]


def _values(dataset: Dataset, series_id: str) -> pd.DataFrame:
    return series.values(dataset.observations, _row(dataset, series_id))


@pytest.mark.parametrize(
    ("series_id", "period", "basis", "theme"),
    [
        ("canola-seed-exports-value", "year", "", "trade"),
        ("canola-all-exports-value-crop-year", "crop-year", "", "trade"),
        ("pork-exports-volume-q1", "part-year", "", "trade"),
        ("pork-exports-volume-jan-nov", "part-year", "", "trade"),
        ("beef-exports-value-first-half", "part-year", "", "trade"),
        ("can-exports-to-china-bop-monthly", "month", "balance-of-payments", "trade"),
        ("can-exports-to-china-customs-quarterly", "quarter", "customs", "trade"),
        ("chinese-visitors-to-canada", "year", "", "travel"),
        ("chinese-study-permits-issued", "year", "", "study"),
        ("pew-favourable-china-canada", "year", "", "opinion"),
        ("angus-reid-favourable-china", "irregular", "", "opinion"),
        ("unga-identical-votes-canada-china", "year", "", "votes"),
        ("ev-import-quota", "year", "", "limit"),
    ],
)
def test_what_a_figure_covers(
    dataset: Dataset, series_id: str, period: str, basis: str, theme: str
) -> None:
    row = _row(dataset, series_id)
    basis_told = "" if pd.isna(row["basis"]) else row["basis"]
    assert (row["period"], basis_told, row["theme"]) == (period, basis, theme)


def test_the_series_of_a_line_of_goods(dataset: Dataset) -> None:
    found = set(series.of_line(dataset.series, "vehicles")["series_id"])
    assert "ev-imports-from-china-value" in found
    assert "ev-import-quota" not in found
    assert set(series.of_line(dataset.series, "pork")["name"].str.contains("pork")) == {True}
    assert series.of_line(dataset.series, "steel-aluminium").empty


def test_a_line_is_broken_where_a_year_is_missing(dataset: Dataset) -> None:
    figures = _values(dataset, "canola-seed-exports-value")
    assert figures["date"].dt.year.tolist() == [2015, 2016, 2018, 2019, 2020, 2021, 2024]
    assert figures["run"].tolist() == [0, 0, 1, 1, 1, 1, 2]


def test_a_crop_year_begins_in_august(dataset: Dataset) -> None:
    first = _values(dataset, "canola-all-exports-value-crop-year").iloc[0]
    assert (str(first["begin"].date()), str(first["date"].date())) == ("2013-08-01", "2014-07-31")


def test_quarters_of_different_years_are_not_joined(dataset: Dataset) -> None:
    figures = _values(dataset, "can-exports-to-china-customs-quarterly")
    assert figures["run"].nunique() == len(figures)
    assert str(figures["begin"].iloc[0].date()) == "2020-01-01"


def test_two_sources_of_one_date_give_one_figure(dataset: Dataset) -> None:
    row = _row(dataset, "pork-exports-value")
    twice = pd.concat([dataset.observations] * 2).sort_values("series_id", kind="stable")
    assert len(series.values(twice, row)) == 1


def test_no_panel_mixes_units_periods_bases_or_publishers(dataset: Dataset) -> None:
    themes = tuple(dataset.series["theme"].cat.categories)
    rows = series.beside(dataset.series, dataset.observations, themes)
    apart = ["unit", "period", "basis", "publisher", "theme"]
    assert rows.groupby("panel")[apart].nunique().to_numpy().max() == 1
    assert rows["panel"].nunique() == len(rows[apart].astype(str).drop_duplicates())
    assert (rows["figures"] > 1).all()


def test_the_shared_panels_are_of_the_themes_asked(dataset: Dataset) -> None:
    rows = series.beside(dataset.series, dataset.observations, ("study", "travel"))
    assert list(dict.fromkeys(rows["theme"])) == ["study", "travel"]
    assert {"chinese-visitors-to-canada", "chinese-study-permits-issued"} <= set(rows["series_id"])
