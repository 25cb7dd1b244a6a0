"""By which spellings is a word found, whatever its case, accents, script or number?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer
from zhconv.zhconv import getdict

VARIANTS = (
    ("uyghur", "uighur", "uigur", "ouighour", "ouigour"),
    ("defence", "defense"),
    ("labour", "labor"),
    ("organisation", "organization"),
    ("programme", "program"),
    ("ban", "suspend", "halt", "prohibit"),
    ("tariff", "surtax", "duty", "duties"),
    ("arrest", "detain"),
    ("advisory", "advice"),
)
"""Words that are written in several ways, or for which the record has another word."""

SHORTEST_NAME = 2
"""Signs of the shortest name; words no longer than it are found whole."""

_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
    | dict.fromkeys("’‘", "'")
    | dict.fromkeys("“”«»", '"')
    | dict.fromkeys("–—−", "-")
    | {"\u00a0": " "}
)
# Signs without width, such as marks of direction: never part of what one looks for.
_WIDTHLESS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_STEMMER = snowballstemmer.stemmer("english")


def fold(text: str) -> str:
    """The text without case, accents and ligatures, as it is compared."""
    if text.isascii():
        return text.casefold()
    text = _WIDTHLESS.sub("", text).translate(_LIGATURES).translate(_simplified())
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """Each traditional Han character with the simplified one."""
    pairs = getdict("zh-hans").items()
    return {ord(one): other for one, other in pairs if len(one) == len(other) == 1}


def forms(word: str, meant: Sequence[str] = ()) -> tuple[str, ...]:
    """The word by all its spellings, each also by its stem."""
    written = [word, *meant]
    same = [form for each in VARIANTS if {word, _stem(word)} & {*each} for form in each]
    stems = [_stem(form) for form in [*written, *same] if len(form) > 3 and form.isalpha()]
    return tuple(dict.fromkeys([*written, *same, *stems]))


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    stem: str = _STEMMER.stemWord(word)
    # A stem that rewrites the end ("polici") would find less than the word.
    return stem if word.startswith(stem) else word


def as_pattern(spelling: str, whole: bool = False) -> str:
    """What finds it at the start of a word; in scripts without blanks between words, anywhere."""
    start = r"(?<!\w)" if _spaced(spelling[0]) else ""
    end = r"(?!\w)" if whole and _spaced(spelling[-1]) else ""
    return f"{start}{re.escape(spelling)}{end}"


def _spaced(sign: str) -> bool:
    """Does the script of this sign set blanks between words? Han characters and kana do not."""
    return sign.isalnum() and ord(sign) < 0x2E80
