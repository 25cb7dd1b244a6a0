"""What does the record know of a news story, and what would it add?"""

import streamlit as st

from app_pages.article import brought, marked, new, sentence
from app_pages.frame import page
from charts.speech.language import _


def draw() -> None:
    """The article, what the record says to it, and the rows that it adds."""
    page.header("article", _("The text is forgotten when you leave the page."))
    article = brought.article()
    if article is None:
        return
    held = brought.held(article)
    marked.summary(held)
    chosen = marked.choose(held)
    if chosen is not None:
        with st.container(border=True, key="article-sentence"):
            sentence.told(held[chosen])
            new.section(held[chosen], article, chosen)
    new.accepted()


page.body(draw)
