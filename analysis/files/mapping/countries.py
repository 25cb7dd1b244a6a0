"""The ISO 3166 alpha-3 code of a country, by any of its codes and names."""

from __future__ import annotations

import gettext
import re
from collections.abc import Collection
from functools import cache

import pycountry
from babel import Locale

LANGUAGES = ("en", "fr", "zh")

TRANSLATED = ("fr", "zh_CN")
"""What pycountry calls those that are not English."""

_PARTED = re.compile(r"\s*[/;|]\s*")
_CUT = re.compile(r"\s*[,:(]\s*")


def code(name: str, among: Collection[str] = ()) -> str:
    """The code; empty where the name is none.

    Of several names those `among` count before the first; what stands behind a comma, a colon or
    a bracket only where the whole is no name.
    """
    parts = [name.strip(), *_PARTED.split(name.strip()), *_CUT.split(name.strip())]
    found = [own for each in parts if (own := _codes(each.casefold()))]
    return next((own for own in found if own in among), found[0] if found else "")


@cache
def _codes(name: str) -> str:
    if not name:
        return ""
    if known := _by_name().get(name):
        return known
    try:
        return str(pycountry.countries.lookup(name).alpha_3)
    except LookupError:
        return ""


@cache
def _by_name() -> dict[str, str]:
    """Codes by the names, short and official, that CLDR and ISO have in each language."""
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    names = {
        name.casefold(): codes[short]
        for language in LANGUAGES
        for short, name in Locale(language).territories.items()
        if short in codes
    }
    for language in TRANSLATED:
        told = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language]).gettext
        for country in pycountry.countries:
            own = (country.name, getattr(country, "official_name", country.name))
            names |= {told(name).casefold(): country.alpha_3 for name in own}
    return names
