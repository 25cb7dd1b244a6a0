"""How is the temperature made, how sure is it, and what can it not show?"""

from app_pages.frame import page, state
from app_pages.method import (
    basis,
    comparison,
    figure,
    formula,
    gaps,
    measures,
    regimes,
    sensitivity,
)
from app_pages.temperature import controls
from charts.speech.language import _


def draw() -> None:
    """The formula, its checks and its limits."""
    chosen = state.selection(state.view())

    page.header("method")

    if chosen.history.events.empty:
        page.empty(chosen, _("No event passes the filters."), "method")
        return

    half_life = controls.half_life()

    formula.section(chosen, half_life)
    figure.section(half_life)
    for part in (sensitivity, basis, regimes, comparison):
        part.section(chosen, half_life)
    measures.section()
    gaps.section(chosen)


page.body(draw)
