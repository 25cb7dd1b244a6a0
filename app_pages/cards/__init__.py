"""Cards: everything on record about one row; one file a kind of row.

All are loaded together, since a card leads to cards of other kinds.
"""

from app_pages.cards import case, contact, event, restriction, source, statement

__all__ = ["case", "contact", "event", "restriction", "source", "statement"]
