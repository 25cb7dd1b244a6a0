"""What did each side say, about what, and what followed?"""

from app_pages.shared import (
    parts,
    refresh,
    search_results,
    state,
    statement_card,
    statements_sections,
)
from charts.wording import _


def page() -> None:
    """The search, and what was said over time."""
    view = state.view()
    chosen = state.selection(view)

    parts.header(
        _("Statements"), _("What did each side say, about what, in which tone, and what followed?")
    )
    search_results.box()
    statement_card.from_address(chosen)

    if chosen.shown.statements.empty:
        parts.empty(chosen, _("No statement passes the filters."), "statements")
        return

    statements_sections.over_time()
    statements_sections.by_topic()
    statements_sections.ledger()
    statements_sections.echo()
    statements_sections.table()


refresh.page(page)
