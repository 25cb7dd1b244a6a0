"""How is the temperature made, how sure is it, and what can it not show?"""

from app_pages.frame import parts, refresh, state
from app_pages.method import sections, steps
from app_pages.temperature import controls
from charts.speech.language import _


def page() -> None:
    """The formula, its checks and its limits."""
    view = state.view()
    chosen = state.selection(view)

    parts.header(
        _("Method"), _("How is the temperature made, how sure is it, what can it not show?")
    )

    if chosen.history.events.empty:
        parts.empty(chosen, _("No event passes the filters."), "method")
        return

    half_life = controls.half_life()

    sections.formulae(half_life)
    sections.weights(chosen)
    sections.codes(chosen)
    sections.reproduce(half_life)
    sections.uncertainty(chosen, half_life)
    parts.picture(state.result(steps.depth, view, half_life=half_life), "method-depth")
    sections.regimes(chosen, half_life)
    sections.comparisons(chosen, half_life)
    sections.other_measures()
    sections.gaps(chosen)


refresh.page(page)
