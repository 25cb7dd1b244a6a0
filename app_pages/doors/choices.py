"""The choices of an address, read as the widgets of a page would be set by them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from analysis.temperature import scales
from analysis.temperature.line import HALF_LIFE_DAYS
from app_pages.frame import address, state
from app_pages.frame.state import Selection
from app_pages.server.view import RefusedError
from app_pages.temperature import controls
from app_pages.temperature.line import Formula
from charts.draw.picture import Picture
from charts.speech.language import _


class Choices:
    """The values of each parameter; what cannot be followed is noted in `ignored`.

    `rest` is what follows the dash in the key of a picture of which a page draws several.
    """

    def __init__(
        self, query: Mapping[str, list[str]], ignored: dict[str, list[str]], rest: str = ""
    ) -> None:
        self._query, self._ignored, self.rest = query, ignored, rest

    def all(self, key: str) -> list[str]:
        """The values as they stand."""
        return self._query.get(key, [])

    def one(self, key: str, options: Sequence[str], default: str | None = None) -> str:
        """One of the options: as `address.choose` does, the first unless the default is given."""
        if not options:
            raise RefusedError(_("With these filters there is nothing to draw."))
        chosen = self._known(key, options)
        return chosen[0] if chosen else options[0] if default is None else default

    def many(self, key: str, options: Collection[str]) -> tuple[str, ...]:
        """Any of the options: as `address.choose_many` does."""
        return tuple(sorted(set(self._known(key, options))))

    def day(
        self, key: str, first: pd.Timestamp, last: pd.Timestamp, default: pd.Timestamp
    ) -> pd.Timestamp:
        """A day from `first` to `last`."""
        text = "".join(self.all(key)[:1])
        day = address.day_between(text, first.date(), last.date())
        if text and day is None:
            self._ignored[key] = [text]
        return default if day is None else pd.Timestamp(day)

    def number(self, key: str, least: float, most: float, default: float) -> float:
        """A number within these bounds."""
        for text in self.all(key)[:1]:
            number = pd.to_numeric(text, errors="coerce")
            if least <= number <= most:
                return float(number)
            self._ignored[key] = [text]
        return default

    def formula(self, chosen: Selection) -> Formula:
        """The half-life and the scale of the temperature."""
        days = self.number(controls.KEY, controls.SHORTEST, controls.LONGEST, HALF_LIFE_DAYS)
        if scales.scores(chosen.record).empty:
            return Formula(days)
        return Formula(days, self.one("scale", scales.SCALES))

    def _known(self, key: str, options: Collection[str]) -> list[str]:
        known, unknown = address.sorted_out(self.all(key), options)
        if unknown:
            self._ignored[key] = unknown
        return known


Door: TypeAlias = Callable[[Selection, Choices], Picture | None]
"""What makes the picture of a view by the choices of an address; None where there is none."""


Option: TypeAlias = Callable[[Selection, Choices], Any]
"""What an address says of one option of a step."""


def of(
    step: Callable[..., Picture | None],
    *,
    record: bool = False,
    needs: Callable[..., pd.DataFrame] | None = None,
    **options: Any,
) -> Door:
    """A picture that the filters set, with `record` not even these, and these options.

    An option that is a function is one that the address may say (see `Option`). Without a row of
    `needs`, a step of the same options, there is no picture.
    """

    def door(chosen: Selection, asked: Choices) -> Picture | None:
        view = chosen.view.record if record else chosen.view
        given = {name: o(chosen, asked) if callable(o) else o for name, o in options.items()}
        if needs is not None and state.measure(needs, view, **given).empty:
            return None
        return state.result(step, view, **given)

    return door


def one(key: str, options: Collection[str], default: str | None = None) -> Option:
    """One of these, as the address has it (see `Choices.one`)."""
    return lambda _chosen, asked: asked.one(key, list(options), default)


def formula(chosen: Selection, asked: Choices) -> Formula:
    """The half-life and the scale, as the address has them."""
    return asked.formula(chosen)
