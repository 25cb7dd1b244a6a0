"""How is the temperature made, how sure is it, and what can it not show?"""

from app_pages.frame import page, state
from app_pages.method import breaks, comparison, formula, gaps, sure
from app_pages.temperature import controls
from app_pages.temperature.line import measured
from charts.speech.language import _


def draw() -> None:
    """The formula, its checks and its limits, one section at a time."""
    chosen = state.selection(state.view())
    page.header("method")
    if measured(chosen).empty:
        page.empty(chosen, _("No act of the two sides passes the filters."), "method")
        return
    half_life = controls.half_life()
    sections = {
        "formula": (_("The formula"), formula.section),
        "sure": (_("How sure"), sure.section),
        "breaks": (_("Breaks"), breaks.section),
        "beside": (_("Beside others"), comparison.section),
        "gaps": (_("Gaps"), gaps.section),
    }
    page.section(_("Section"), sections, key="method_section")(chosen, half_life)


page.body(draw)
