"""What did each side say, about what, and what followed?"""

from app_pages.cards import statement
from app_pages.frame import page, state
from app_pages.statements import search, sections
from charts.speech.language import _


def draw() -> None:
    """The search, and what was said over time."""
    view = state.view()
    chosen = state.selection(view)

    page.header("statements")
    search.box()
    statement.from_address(chosen)

    if chosen.shown.statements.empty:
        page.empty(chosen, _("No statement passes the filters."), "statements")
        return

    sections.over_time()
    sections.by_topic()
    sections.ledger()
    sections.echo()
    sections.table()


page.body(draw)
