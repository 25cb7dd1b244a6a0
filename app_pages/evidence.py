"""What do the figures rest on, and where do sources differ?"""

from app_pages.shared import (
    address,
    cards,
    evidence_cards,
    evidence_claims,
    evidence_gaps,
    evidence_glossary,
    evidence_sources,
    parts,
    refresh,
    state,
)
from charts.wording import _


def page() -> None:
    """The card that was asked for, and the chosen section."""
    chosen = state.selection(state.view())

    parts.header(_("Evidence"), _("What do the figures rest on, and where do sources differ?"))

    if asked := cards.asked("source"):
        evidence_cards.source(asked, chosen)
        cards.close("source")
    if asked := cards.asked("row"):
        evidence_cards.row(asked, chosen)
        cards.close("row")

    sections = {
        "sources": (_("Sources"), evidence_sources.sources),
        "disagreements": (_("Disagreements"), evidence_claims.disagreements),
        "seeds": (_("Seed articles"), evidence_claims.seed_digests),
        "gaps": (_("Gaps"), evidence_gaps.missing),
        "freshness": (_("Freshness"), evidence_gaps.freshness),
        "codebook": (_("Codebook"), evidence_gaps.codebook),
        "glossary": (_("Glossary"), evidence_glossary.glossary),
    }
    address.section(_("Show"), sections, key="evidence_part")()


refresh.page(page)
