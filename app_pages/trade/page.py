"""What was restricted, by whom, in answer to what, and what happened to the flow?"""

from app_pages.cards import restriction
from app_pages.frame import page, state
from app_pages.trade import numbers, sections
from charts.speech.language import _

SECTIONS = {
    "force": (_("In force"), sections.in_force),
    "time": (_("Over time"), sections.over_time),
    "answers": (_("Measures and responses"), sections.measures_and_responses),
    "rates": (_("Rates"), numbers.rate_path),
    "flow": (_("Flow"), numbers.flow),
    "value": (_("Trade affected"), numbers.values),
    "beside": (_("Travel, study, opinion"), numbers.beside),
}


def draw() -> None:
    """The question, and its answer."""
    view = state.view()
    chosen = state.selection(view)

    page.header("trade")
    restriction.from_address(chosen)

    page.section(_("Question"), SECTIONS, key="trade_section")()


page.body(draw)
