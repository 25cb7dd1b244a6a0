"""Would others have coded the events alike?

`recoding` holds the codes of a sample of events in the record and by two further coders, both of
them language models. Their agreement is Krippendorff's alpha (2004) of the three codings, with an
interval from resampling the events.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis.tables.dataset import SALIENCE_WEIGHT
from analysis.temperature.kernel import Floats, Ints

CODERS = ("", "_1", "_2")
"""The record itself, and the two further coders, as the columns of `recoding` end."""

FIELDS = {
    "cameo": "nominal",
    "root": "nominal",
    "quad_class": "nominal",
    "goldstein": "interval",
    "salience": "ordinal",
    "direction": "nominal",
    "domain": "nominal",
}
RESAMPLED = 200
INTERVAL = 0.95


def coded(recoding: pd.DataFrame, cameo: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What did each coder say of each event, by field? Columns are coders, rows are events."""
    follows = cameo.set_index("cameo")
    return {
        field: pd.DataFrame(
            {
                coder: recoding[f"cameo{coder}"].map(follows[field])
                if field in follows
                else recoding[f"{field}{coder}"]
                for coder in CODERS
            }
        )
        for field in FIELDS
    }


def agreement(recoding: pd.DataFrame, cameo: pd.DataFrame) -> pd.DataFrame:
    """How far do the coders agree on each field?

    Returns field, alpha (1: as one; 0: as by chance), low and high (95 %, events resampled), and
    same (the share of pairs of coders that say the same).
    """
    rows = []
    for field, told in coded(recoding, cameo).items():
        codes = _numbers(told, FIELDS[field])
        drawn = np.random.default_rng(0).integers(0, len(told), (RESAMPLED, len(told)))
        spread = [_alpha(codes[:, each], FIELDS[field]) for each in drawn]
        same = [(codes[a] == codes[b]).mean() for a, b in combinations(range(len(CODERS)), 2)]
        low, high = np.quantile(spread, [(1 - INTERVAL) / 2, (1 + INTERVAL) / 2])
        alpha = _alpha(codes, FIELDS[field])
        rows.append((field, alpha, float(low), float(high), float(np.mean(same))))
    return pd.DataFrame(rows, columns=["field", "alpha", "low", "high", "same"])


def _numbers(told: pd.DataFrame, level: str) -> Floats:
    """The codes as numbers, coders by events; those of names have no meaning but to differ."""
    if level == "nominal":
        flat, _names = pd.factorize(told.astype(str).to_numpy().ravel(), sort=True)
        codes: Floats = flat.reshape(told.shape).T.astype(np.float64)
        return codes
    values: Floats = told.astype(str).astype("float64").to_numpy().T
    return values


def _alpha(codes: Floats, level: Any) -> float:
    # Imported where needed: no other page waits for it.
    import krippendorff

    if len(np.unique(codes)) < 2:
        return 1.0
    return float(krippendorff.alpha(reliability_data=codes, level_of_measurement=level))


@dataclass(frozen=True, eq=False)
class Errors:
    """What another coder would have made of events of each kind.

    `kinds` says for each quad class and salience of the record which rows have them, `change` is
    the other coder's intensity less the record's (degrees), `times` the weight of the other's
    salience over that of the record's.
    """

    kinds: dict[tuple[str, str], Ints]
    change: Floats
    times: Floats


def errors(recoding: pd.DataFrame, cameo: pd.DataFrame) -> Errors:
    """How do the further coders differ from the record, by quad class and salience?

    A coding with a code that `cameo` does not know says nothing of that, and is left out.
    """
    told = coded(recoding, cameo)
    goldstein = told["goldstein"]
    weight = told["salience"].astype(str).apply(lambda said: said.map(SALIENCE_WEIGHT))
    kind = pd.DataFrame({name: told[name][""].astype(str) for name in ("quad_class", "salience")})
    compared = pd.concat(
        kind.assign(change=goldstein[coder] - goldstein[""], times=weight[coder] / weight[""])
        for coder in CODERS[1:]
    ).dropna(ignore_index=True)
    return Errors(
        kinds=compared.groupby(["quad_class", "salience"]).indices,
        change=compared["change"].to_numpy(np.float64),
        times=compared["times"].to_numpy(np.float64),
    )


def miscoded(
    events: pd.DataFrame, found: Errors, draws: int, random: np.random.Generator
) -> tuple[Floats, Floats]:
    """How else might each event have been coded? Intensities and weights, events by draws.

    Each draw takes for each event what one further coder did with one event of the same quad class
    and salience; a kind of which none was coded again stays as it is.
    """
    own = events["goldstein"].to_numpy(np.float64)[:, np.newaxis]
    weight = events["weight"].to_numpy(np.float64)[:, np.newaxis]
    change, times = np.zeros((len(events), draws)), np.ones((len(events), draws))
    # Rows are drawn one after the other, so that later events leave earlier ones alone.
    chance = random.random((len(events), draws))
    quad_class, salience = events["quad_class"].astype(str), events["salience"].astype(str)
    for kind, pool in found.kinds.items():
        rows = ((quad_class == kind[0]) & (salience == kind[1])).to_numpy()
        drawn = pool[(chance[rows] * len(pool)).astype(np.int64)]
        change[rows], times[rows] = found.change[drawn], found.times[drawn]
    return np.clip(own + change, -10.0, 10.0), weight * times
