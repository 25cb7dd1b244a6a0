from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.files import citation
from analysis.tables.dataset import Dataset

TODAY = date(2026, 11, 21)


def test_apa_names_author_year_title_version_coverage_and_address(dataset: Dataset) -> None:
    cited = citation.of(
        dataset.package, TODAY, address="https://example.org/?years=2018&years=2021"
    )
    assert cited.apa() == (
        "The dashboard’s maintainers. (2026). Canada–China relations, 1968 to 2026 "
        f"(Version {dataset.package.version}; record to 16 June 2026) [Data set]. "
        "Retrieved November 21, 2026, from https://example.org/?years=2018&years=2021"
    )


def test_a_replayed_record_is_cited_to_its_day(dataset: Dataset) -> None:
    cited = citation.of(dataset.package, TODAY, end=pd.Timestamp(2018, 12, 1))
    assert "record to 1 December 2018" in cited.apa()
    assert "record to 2018-12-01" in cited.bibtex()
    assert "Retrieved" not in cited.apa()


def test_bibtex_has_balanced_braces_and_every_part(dataset: Dataset) -> None:
    entry = citation.of(dataset.package, TODAY, address="https://example.org/a_b?x=50%25").bibtex()
    assert entry.startswith("@misc{canada-china-relations-2026,\n")
    assert entry.count("{") == entry.count("}")
    for part in (f"version = {{{dataset.package.version}}}", "urldate = {2026-11-21}", "CC-BY-4.0"):
        assert part in entry
    # An address stands as it is; BibTeX styles print it verbatim.
    assert "url = {https://example.org/a_b?x=50%25}" in entry


@pytest.mark.parametrize("sign", list("&%$#_{}~^\\"))
def test_signs_that_latex_reads_are_put_out_of_action(sign: str, dataset: Dataset) -> None:
    package = replace(dataset.package, title=f"A{sign}B")
    title = citation.of(package, TODAY).bibtex().splitlines()[2]
    assert f"A{sign}B" not in title
    assert "A\\" in title


def test_a_note_ends_both_forms(dataset: Dataset) -> None:
    cited = citation.of(dataset.package, TODAY, note="Tables supplied by a reader.")
    assert cited.apa().endswith("[Data set]. Tables supplied by a reader.")
    assert "Tables supplied by a reader" in cited.bibtex()


def test_a_package_that_says_little_can_be_cited(dataset: Dataset) -> None:
    descriptor = {"name": "Ünnamed thing!"}
    package = replace(dataset.package, descriptor=descriptor, version="", name="Ünnamed thing!")
    cited = citation.of(package, TODAY)
    assert cited.year == 2026
    assert cited.apa().startswith(package.title)
    assert cited.bibtex().startswith("@misc{nnamed-thing-2026,")


def test_the_citation_file_tells_the_same_version(dataset: Dataset, package: Path) -> None:
    lines = (package.parent / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    told = dict(line.split(": ", 1) for line in lines if ": " in line and not line.startswith(" "))
    project = tomllib.loads((package.parent / "pyproject.toml").read_text())["project"]
    assert told["version"] == dataset.package.version == project["version"]
    assert told["license"] == dataset.package.descriptor["licenses"][0]["name"]
    author = dataset.package.descriptor["contributors"][0]["title"]
    assert f'  - name: "{author}"' in lines
