"""The language of a run, and the interface texts in it.

Interface text is written in English in the code and looked up in the gettext catalogues of
`locales/`. The language of a run is a context variable, set once per script run, so that no
function needs to hand it on.
"""

from __future__ import annotations

import gettext as gettext_module
import io
import re
import string
from collections.abc import Mapping
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = {"en": "English", "fr": "Français", "zh": "中文"}
"""The languages of the interface, each by its own name."""

LOCALES = {"en": "en_CA", "fr": "fr_CA", "zh": "zh_Hans_CN"}
"""The CLDR locale that formats dates and numbers in each language."""

ARTICLE = ":le}"
"""What a translation writes in a placeholder of a date: a day has an article, a month has none."""

FOLDER = Path(__file__).parents[2] / "locales"
DOMAIN = "dashboard"

_language: ContextVar[str] = ContextVar("language", default="en")


def use(language: str) -> None:
    """Speak this language from here on in the current run; unknown ones mean English."""
    _language.set(language if language in LANGUAGES else "en")


def language() -> str:
    """The language of the current run."""
    return _language.get()


def locale() -> str:
    """The CLDR locale of the current run."""
    return LOCALES[language()]


def tag() -> str:
    """The language of the current run as browsers and screen readers are told it."""
    return locale().replace("_", "-")


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(code: str) -> gettext_module.NullTranslations:
    """The catalogue of a language, compiled in memory: no compiled file can lag behind."""
    path = FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        return gettext_module.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=LOCALES[code]))
    compiled.seek(0)
    return gettext_module.GNUTranslations(compiled)


def translated(message: str) -> str:
    """A message that the code spells out elsewhere, in the language of the run."""
    return _catalogue(language()).gettext(message)


def _(message: str, **values: object) -> str:
    """The message in the language of the run, its {placeholders} filled in."""
    return _filled(translated(message), values) if values else translated(message)


def plural(one: str, many: str, n: int, /, **values: object) -> str:
    """The message for a count of `n`; {n} is the count in the format of the language."""
    return _counted(one, many, int(n), values)


def plural_if(one: str, many: str, n: int, /, **values: object) -> str:
    """The same; nothing where there is none to count."""
    return _counted(one, many, int(n), values) if n else ""


def _counted(one: str, many: str, n: int, values: Mapping[str, object]) -> str:
    text = _catalogue(language()).ngettext(one, many, n)
    return _filled(text, {"n": format_decimal(n, locale=locale()), **values})


def _filled(text: str, values: Mapping[str, object]) -> str:
    return _ARTICLES.vformat(text, (), values) if ARTICLE in text else text.format(**values)


class _Articles(string.Formatter):
    """Fills in values, a date before which French wants an article with it."""

    def format_field(self, value: object, format_spec: str) -> str:
        if format_spec != "le":
            return str(super().format_field(value, format_spec))
        return f"le {value}" if re.match(r"\d{1,2}(er)?\s", str(value)) else str(value)


_ARTICLES = _Articles()
