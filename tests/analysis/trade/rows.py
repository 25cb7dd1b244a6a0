"""Tiny tables of restrictions, typed as the package types them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.tables.dates import parse_reduced

STATUSES = ["in-force", "ended", "easing", "end-unknown", "scheduled", "investigation"]

DEFAULTS: dict[str, Any] = {
    "imposed_by": "AAA",
    "imposed_on": "BBB",
    "product": "Goods",
    "product_group": "other",
    "goods": (),
    "hs": (),
    "measure": "tariff",
    "rate_percent": float("nan"),
    "tier": None,
    "ordinary_duty": float("nan"),
    "stacks": None,
    "announced": None,
    "made_known": "announced",
    "effective": None,
    "ended": None,
    "status": "in-force",
    "stated_reason": "",
    "responds_to": (),
    "response_told": None,
    "trade_value": float("nan"),
    "trade_value_currency": "",
    "trade_value_year": float("nan"),
    "replaces": (),
    "note": "",
    "sources": ("source",),
}


def phases(*rows: dict[str, Any]) -> pd.DataFrame:
    """Phases with the given values and defaults for the rest; ids are p0, p1 and so on."""
    whole = [{"restriction_id": f"p{n}", **DEFAULTS, **row} for n, row in enumerate(rows)]
    table = pd.DataFrame(whole, columns=["restriction_id", *DEFAULTS])
    for name in ("announced", "effective", "ended"):
        dates, precision = parse_reduced(table[name].astype("str").where(table[name].notna()))
        table[name], table[f"{name}_precision"] = dates, precision
    for name in ("rate_percent", "trade_value", "trade_value_year"):
        table[name] = table[name].astype("float64")
    for name in ("product", "stated_reason", "note", "trade_value_currency"):
        table[name] = table[name].astype("str")
    groups = ["oilseeds", "meat", "pulses", "vehicles", "metals", "investment", "other"]
    return table.assign(
        status=pd.Categorical(table["status"], categories=STATUSES),
        product_group=pd.Categorical(table["product_group"], categories=groups),
    )
