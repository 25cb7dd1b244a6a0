"""Keys say what the colours mean, in lines that the narrowest window holds."""

from __future__ import annotations

import re

from charts.draw import legend, theme


def test_a_key_breaks_before_the_narrowest_window_ends() -> None:
    figure = theme.figure(200)
    names = ("Both accounts", "Only Canada", "Only China", "Neither")
    legend.key(figure, [("#123456", name) for name in names[:-1]] + [("#654321", names[-1], True)])
    lines = [re.sub("<.*?>", "", line) for line in figure.layout.title.text.split("<br>")]
    assert lines == [
        "■\u00a0Both accounts\u2003■\u00a0Only Canada\u2003■\u00a0Only China",
        "▨\u00a0Neither",
    ]
    assert figure.layout.margin.t > 2 * legend.KEY_LINE
    assert figure.layout.margin.b == theme.MARGIN["b"]
