"""Gather the texts of the interface from the code into the catalogues: `make messages`.

Babel's own extractor reads tokens and misses a call inside an f-string before Python 3.12, so the
calls are found in the syntax tree here. A text that is new gets an empty translation, which the
tests refuse; one that is gone from the code goes from the catalogues.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from charts.speech.language import DOMAIN, FOLDER, LANGUAGES, LOCALES

ROOT = Path(__file__).resolve().parent.parent
CODE = ("analysis", "app_pages", "charts")
FORMS = {"_": 1, "plural": 2, "plural_if": 2, "Expected": 1}
"""What takes a text to be looked up, and how many of its first arguments are its forms."""

Text = str | tuple[str, str]


class NotLiteralError(ValueError):
    """A text is looked up that the code does not spell out, so no catalogue can hold it."""


def texts(root: Path = ROOT) -> dict[Text, str]:
    """Every text that the code asks for, and the first place where it does, as file:line.

    Raises `NotLiteralError` where a text is not a literal.
    """
    found: dict[Text, str] = {}
    for folder in CODE:
        for path in sorted((root / folder).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            for text, line in sorted(in_code(path.read_text("utf-8"), name), key=lambda t: t[1]):
                found.setdefault(text, f"{name}:{line}")
    return found


def in_code(code: str, name: str = "<code>") -> Iterator[tuple[Text, int]]:
    """The texts that a piece of code asks for, and the lines where it does."""
    for node in ast.walk(ast.parse(code, name)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        forms = FORMS.get(node.func.id)
        if forms is None:
            continue
        said = [a.value for a in node.args[:forms] if isinstance(a, ast.Constant)]
        if len(said) < forms or not all(isinstance(text, str) for text in said):
            raise NotLiteralError(f"{name}:{node.lineno}: {ast.unparse(node)}")
        yield (said[0] if forms == 1 else (said[0], said[1])), node.lineno


def path_of(code: str) -> Path:
    """The file of a language's catalogue."""
    return FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(code: str) -> Catalog:
    """The catalogue of a language as its file has it; an empty one where there is no file."""
    if not path_of(code).exists():
        return Catalog(locale=LOCALES[code])
    with path_of(code).open("rb") as file:
        return read_po(file, locale=LOCALES[code])


def merged(old: Catalog, wanted: dict[Text, str]) -> Catalog:
    """A catalogue of exactly the wanted texts, with the translations that the old one has."""
    new = Catalog(locale=old.locale)
    for text in wanted:
        known = old.get(text)
        same = known is not None and known.id == text
        new.add(text, known.string if known is not None and same else "")
    return new


def as_file(catalogue: Catalog, code: str) -> bytes:
    """A catalogue in the format of gettext, in the order of the texts; no dates, no authors."""
    head = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {code}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    body = io.BytesIO()
    write_po(body, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    return head.encode() + body.getvalue().lstrip()


def main() -> None:
    """Bring every catalogue up to date with the code, and say what is left to translate."""
    wanted = texts()
    for code in LANGUAGES:
        if code == "en":
            continue
        new = merged(read(code), wanted)
        path_of(code).parent.mkdir(parents=True, exist_ok=True)
        path_of(code).write_bytes(as_file(new, code))
        left = sum(1 for m in new if m.id and not all([m.string] if m.string == "" else m.string))
        print(f"{path_of(code).relative_to(ROOT)}: {len(wanted)} texts, {left} to translate")


if __name__ == "__main__":
    main()
