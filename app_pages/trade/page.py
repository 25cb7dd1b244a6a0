"""What was restricted, by whom, in answer to what, and what happened to the flow?"""

from app_pages.cards import shell
from app_pages.frame import page
from app_pages.trade import beside, counts, flow, rates, responses, standing, timeline, values
from charts.speech.language import _


def force() -> None:
    """What is in force on a day; under it every phase on one axis of time."""
    standing.in_force()
    timeline.every_phase()


SECTIONS = {
    "force": (_("In force"), force),
    "time": (_("Over time"), counts.over_time),
    "answers": (_("Measures and responses"), responses.measures_and_responses),
    "rates": (_("Rates"), rates.rate_path),
    "flow": (_("Flow"), flow.flow),
    "value": (_("Trade affected"), values.trade_affected),
    "beside": (_("Travel, study, opinion"), beside.beside),
}


def draw() -> None:
    """The question, and its answer."""
    page.header("trade")
    shell.from_address("trade_restrictions")
    page.section(_("Question"), SECTIONS, key="trade_section")()


page.body(draw)
