"""What every page is made of: its head, its parts that are drawn anew, its language."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from app_pages import pages
from app_pages.frame import page as frame
from charts.speech.language import language
from tests.app.driver import checked, opened, run_page

ROOT = Path(pages.__file__).parent


def test_every_table_has_a_name_that_is_spoken() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in ROOT.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in {"st.dataframe", "st.data_editor"}
        and "alt" not in {keyword.arg for keyword in call.keywords}
    ]
    assert silent == []


def where(pattern: str) -> set[str]:
    """The modules of the pages in which something is written."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }


def test_only_the_frame_says_which_language_a_run_speaks() -> None:
    # What the server answers beside the pages is in the language that its address asks for.
    assert where(r"\b(?:wording|language)\.use\(") == {
        "frame/page.py", "frame/state.py",
        "doors/opening.py", "server/preview.py", "server/view.py",
    }  # fmt: skip


def test_every_part_that_is_drawn_anew_is_told_its_language() -> None:
    assert where(r"\bst\.fragment\(|@st\.fragment") == {"frame/state.py"}


@pytest.mark.parametrize("name", [name for name in pages.NAMES if name != pages.FRONT])
def test_the_head_of_a_page_is_that_of_the_registry(name: str) -> None:
    app, page = opened(name), pages.page(name)
    assert app.title[0].value == page.title
    assert any(c.value.startswith(page.question) for c in app.main.caption)


def test_the_navigation_speaks_the_language_that_was_just_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoken: list[str] = []
    navigation = frame.navigation
    monkeypatch.setattr(frame, "navigation", lambda: spoken.append(language()) or navigation())
    app = run_page("consular", lang="fr")
    checked(app.selectbox(key="lang").select("zh").run())
    assert spoken == ["fr", "zh"]


@pytest.mark.parametrize("name", pages.NAMES)
def test_a_page_writes_no_words_of_its_code(name: str) -> None:
    tree = ast.parse(pages.page(name).script.read_text(encoding="utf-8"))
    strings = (n.value for n in tree.body if isinstance(n, ast.Expr))
    said = {n.value for n in strings if isinstance(n, ast.Constant)}
    assert said.isdisjoint(str(element.value) for element in opened(name).main.markdown)
