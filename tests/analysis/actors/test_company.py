from __future__ import annotations

import pandas as pd

from analysis.actors import company


def test_partners_are_those_in_the_same_rows() -> None:
    seen = pd.DataFrame(
        [
            ("x", "events", "1"),
            ("y", "events", "1"),
            ("z", "events", "1"),
            ("x", "contacts", "1"),
            ("y", "contacts", "1"),
            ("y", "events", "2"),
            ("z", "events", "2"),
            ("w", "events", "3"),
        ],
        columns=["actor_id", "table", "row_id"],
    )
    partners, links = company.together(seen, ["x"], 5)
    assert partners.to_numpy().tolist() == [["y", 2], ["z", 1]]
    assert links.to_numpy().tolist() == [["y", "z", 2]]
    assert company.together(seen, ["w"], 5)[0].empty
