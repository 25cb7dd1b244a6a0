"""How is the temperature made, how sure is it, and what can it not show?"""

from app_pages.shared import method_parts as method
from app_pages.shared import method_steps as steps
from app_pages.shared import parts, refresh, state, temperature_controls
from charts.wording import _


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

    half_life = temperature_controls.half_life()

    method.formulae(half_life)
    method.weights(chosen)
    method.codes(chosen)
    method.reproduce(half_life)
    method.uncertainty(chosen, half_life)
    parts.picture(state.result(steps.depth, view, half_life=half_life), "method-depth")
    method.regimes(chosen, half_life)
    method.comparisons(chosen, half_life)
    method.other_measures()
    method.gaps(chosen)


refresh.page(page)
