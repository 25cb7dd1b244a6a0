"""What holds for the repository as a whole: its shape, its pins, its neutrality, its colours."""

from __future__ import annotations

import ast
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from app_pages import pages

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ("analysis", "charts", "app_pages")
AT_ROOT = {
    "pyproject.toml", "requirements.txt", "Makefile", "README.md", "LICENSE", "CITATION.cff",
    "dashboard.py", "analysis", "charts", "app_pages", "data", "releases", "seeds", "locales",
    "tests", "benchmarks", "deploy", ".streamlit", ".ci", ".gitignore",
}  # fmt: skip
LONGEST_MODULE, LONGEST_PAGE = 400, 150
MOST_MODULES = 12
CUT_BY_LENGTH = re.compile(r"(?:^|_)(?:steps|sections|parts|layers|numbers)$|_(?:words|names)$")
"""Names of modules that say where something was cut, not what it is."""

AA_TEXT = 4.5
# Streamlit draws captions and the links of the navigation in the text's colour at this strength.
FADED = 0.6


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / name).read_text(encoding="utf-8"))


def _kept(folder: Path = ROOT) -> Iterator[Path]:
    """The files of the repository: everything that .gitignore does not leave out."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    ignored = [line.rstrip("/") for line in lines]
    for path in sorted(folder.iterdir()):
        inside = path.relative_to(ROOT).as_posix()
        left_out = any(fnmatch(name, rule) for name in (path.name, inside) for rule in ignored)
        if path.name == ".git" or left_out:
            continue
        if path.is_dir():
            yield from _kept(path)
        else:
            yield path


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _pins() -> dict[str, list[str]]:
    """Each pinned requirement, as `name==version`, with its hashes."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    entries = [line.split() for line in text.splitlines() if line and line.lstrip()[0] != "#"]
    return {entry[0]: entry[1:] for entry in entries}


def test_the_root_holds_only_what_belongs_there() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in _kept()} - AT_ROOT == set()


def test_no_shell_stands_between_make_and_what_it_serves() -> None:
    # The signal that ends make would end the shell, and the server would keep the port.
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    served = [line for line in lines if "streamlit run" in line or "deploy/serve.py" in line]
    assert [line.split()[0] for line in served] == ["$(PY)", "$(PY)"]


def test_requirements_tell_no_address() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    telling = re.compile(r"://|file:|@ |--(?!hash=)|\.(?:org|com|net|io|local)\b")
    assert [line for line in text.splitlines() if telling.search(line)] == []


def test_every_requirement_is_pinned_and_hashed() -> None:
    pins = _pins()
    assert len(pins) > 20
    loose = [
        pin
        for pin, hashes in pins.items()
        if not re.fullmatch(r"[a-z0-9-]+==[\w.]+", pin)
        or not hashes
        or not all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", each) for each in hashes)
    ]
    assert loose == []


def test_requirements_agree_with_pyproject() -> None:
    pinned = dict(pin.split("==") for pin in _pins())
    wanted = [Requirement(line) for line in _toml("pyproject.toml")["project"]["dependencies"]]
    apart = [
        str(each)
        for each in wanted
        if not each.specifier.contains(pinned.get(canonicalize_name(each.name), "0"))
    ]
    assert apart == []


def _imported(path: Path) -> Iterator[str]:
    """The packages that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def test_what_the_code_imports_is_required() -> None:
    wanted = [Requirement(line) for line in _toml("pyproject.toml")["project"]["dependencies"]]
    required = {canonicalize_name(each.name) for each in wanted}
    modules = [ROOT / "dashboard.py", *(p for part in HOUSE for p in (ROOT / part).rglob("*.py"))]
    # Spark is installed by who wants it.
    known = sys.stdlib_module_names | {*HOUSE, "pyspark"}
    imported = {name for path in modules for name in _imported(path)} - known
    given_by = packages_distributions()
    assert [
        name
        for name in sorted(imported)
        if required.isdisjoint(map(canonicalize_name, given_by.get(name, [])))
    ] == []


def test_what_tests_need_is_not_deployed() -> None:
    pinned = {pin.split("==")[0] for pin in _pins()}
    dev = [Requirement(line).name for line in _toml("pyproject.toml")["dependency-groups"]["dev"]]
    assert {"pytest", "playwright", "hypothesis"} <= set(dev)
    assert pinned.isdisjoint(dev)


def test_no_country_is_named_in_code() -> None:
    named = re.compile(
        r"Canada|China|Canadian|Chinese|Beijing|Ottawa|\bCAN\b|\bCHN\b|加拿大|中国|Chine\b|Pékin"
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for part in HOUSE
        for path in sorted((ROOT / part).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if named.search(line)
    ]
    assert found == []


def test_pages_and_modules_stay_short() -> None:
    pages = dict.fromkeys((ROOT / "app_pages").glob("*/page.py"), LONGEST_PAGE)
    pages[ROOT / "dashboard.py"] = LONGEST_PAGE
    parts = (*HOUSE, "benchmarks")
    modules = {path: LONGEST_MODULE for part in parts for path in (ROOT / part).rglob("*.py")}
    too_long = {
        str(path.relative_to(ROOT)): _lines(path)
        for path, most in {**modules, **pages}.items()
        if _lines(path) > most
    }
    assert too_long == {}


def test_a_module_is_named_after_what_it_is() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for part in HOUSE
        for path in (ROOT / part).rglob("*.py")
        if CUT_BY_LENGTH.search(path.stem)
    }
    assert found == set()


def test_a_folder_holds_no_more_than_can_be_looked_over() -> None:
    folders = {path.parent for part in HOUSE for path in (ROOT / part).rglob("*.py")}
    full = {
        folder.relative_to(ROOT).as_posix()
        for folder in folders
        if len([path for path in folder.glob("*.py") if path.stem != "__init__"]) > MOST_MODULES
    }
    assert full == set()


def test_the_pages_are_told_once() -> None:
    """README.md says of each page what its head and the navigation say."""
    rows = re.findall(r"^\| (\S.*?) \| (.*\?) \|$", (ROOT / "README.md").read_text("utf-8"), re.M)
    assert rows == [(page.title, page.question) for page in pages.every()]


def test_no_file_tells_where_it_was_written() -> None:
    # Spelt in pieces, or this file would be found.
    place = re.compile("(?:/" + "home/|/" + r"root/|/" + r"Users/|[A-Z]:\\\\" + "Users)")
    found = []
    for path in _kept():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path.parent.name not in {"data", "seeds"} and place.search(text):
            found.append(str(path.relative_to(ROOT)))
    assert found == []


def test_ci_runs_the_same_tests_as_make() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = script.read_text(encoding="utf-8").splitlines()
    assert lines[-2:] == ["make test-spark", "make test"]


def test_nothing_is_fetched_or_reported_by_configuration() -> None:
    config = _toml(".streamlit/config.toml")
    assert config["browser"]["gatherUsageStats"] is False
    assert "://" not in (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_chart_palettes_have_the_sizes_that_streamlit_reads(theme: str) -> None:
    colours = _toml(".streamlit/config.toml")["theme"][theme]
    assert len(set(colours["chartSequentialColors"])) == 10
    assert len(set(colours["chartDivergingColors"])) == 10
    assert len(set(colours["chartCategoricalColors"])) == 8


@pytest.mark.parametrize("part", ["main", "sidebar"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out_from_its_background(theme: str, part: str) -> None:
    colours = _toml(".streamlit/config.toml")["theme"][theme]
    colours = colours["sidebar"] if part == "sidebar" else colours
    grounds = [colours["backgroundColor"], colours["secondaryBackgroundColor"]]
    pairs = {
        (name, ground): (colours[name], ground)
        for name in ("textColor", "linkColor")
        for ground in grounds
    }
    pairs |= {
        ("caption", ground): (_mix(colours["textColor"], ground, FADED), ground)
        for ground in grounds
    }
    pairs |= {
        ("codeTextColor", "code"): (colours["codeTextColor"], colours["codeBackgroundColor"]),
        ("header", "table"): (
            colours["dataframeHeaderTextColor"],
            colours["dataframeHeaderBackgroundColor"],
        ),
        ("primaryColor", "background"): (colours["primaryColor"], colours["backgroundColor"]),
    }
    if part == "sidebar":
        # Chosen actors and domains are written in white on the primary colour.
        pairs["tags", "primaryColor"] = ("#FFFFFF", colours["primaryColor"])
    faint = {
        pair: round(_contrast(*values), 2)
        for pair, values in pairs.items()
        if _contrast(*values) < AA_TEXT
    }
    assert faint == {}


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _mix(colour: str, ground: str, strength: float) -> str:
    both = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(a * strength + b * (1 - strength)):02X}" for a, b in both)


def _luminance(colour: str) -> float:
    parts = [c / 255 for c in _channels(colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(colour: str, ground: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2, 1.4.3), from 1 to 21."""
    low, high = sorted((_luminance(colour), _luminance(ground)))
    return (high + 0.05) / (low + 0.05)
