"""What do the figures rest on, and where do sources differ?"""

from app_pages.cards import shell
from app_pages.evidence import (
    changes,
    codebook,
    disagreements,
    freshness,
    gaps,
    glossary,
    seeds,
    sources,
)
from app_pages.frame import page, state
from charts.speech.language import _


def draw() -> None:
    """The card that was asked for, and the chosen section."""
    page.header("evidence")

    shell.from_address("sources")
    # As rows of every table without a page of its own.
    shell.from_address("claims")

    sections = {
        "sources": (_("Sources"), sources.section),
        "disagreements": (_("Disagreements"), disagreements.section),
        "seeds": (_("The five articles"), seeds.section),
        "gaps": (_("Gaps"), gaps.section),
        "freshness": (_("Freshness"), freshness.section),
        "changes": (_("What changed"), changes.section),
        "codebook": (_("Codebook"), codebook.section),
        "glossary": (_("Glossary"), glossary.section),
    }
    if not seeds.digests(state.view()):
        del sections["seeds"]
    whole = ("seeds", "freshness", "codebook", "glossary")
    page.section(_("Show"), sections, key="evidence_part", whole=whole)()


page.body(draw)
