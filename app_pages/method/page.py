"""How is the temperature made, how sure is it, and what can it not show?"""

from app_pages.frame import page, state
from app_pages.frame.picture import adjust
from app_pages.frame.text import small
from app_pages.method import breaks, coders, comparison, episodes, formula, sure, whatif
from app_pages.temperature import controls
from app_pages.temperature.line import Formula, measured
from charts.speech.language import _


def draw() -> None:
    """The formula, its checks and its limits, one section at a time."""
    chosen = state.selection(state.view())
    page.header("method")
    if measured(chosen, Formula()).empty:
        page.empty(chosen, _("No act of the two sides passes the filters."), "method")
        return
    sections = {
        "formula": (_("The formula"), formula.section),
        "sure": (_("How sure"), sure.section),
        "breaks": (_("Breaks"), breaks.section),
        "beside": (_("Beside others"), comparison.section),
        "whatif": (_("What if"), whatif.section),
        "coders": (_("Coders and gaps"), coders.section),
        "episodes": (_("Episodes"), episodes.section),
    }
    whole = ("coders", "episodes")
    shown = page.section(_("Section"), sections, key="method_section", whole=whole)
    with adjust("adjust"):
        choice = controls.formula(chosen)
    shown(chosen, choice)
    small(
        _(
            "Figures: {command}; how often the bands hold: {coverage}.",
            command="`python -m benchmarks.method`",
            coverage="`python -m benchmarks.coverage`",
        )
    )


page.body(draw)
