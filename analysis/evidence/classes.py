"""How far can a reader cite each source: who published the page that was read?"""

from __future__ import annotations

import re

import pandas as pd

from analysis.tables.pair import Pair

CLASSES = (
    "government",
    "parliament",
    "court",
    "statistics",
    "international",
    "news",
    "specialist",
    "repost",
)
"""What a source is, the better ones first. `repost` is a copy of another's text, an aggregator, a
mirror of an encyclopedia, or a page whose publisher is not known."""

OF_KIND = {
    "government": "government",
    "parliament": "parliament",
    "court": "court",
    "dataset": "statistics",
    "international-organisation": "international",
    "news": "news",
    "research": "specialist",
    "company": "specialist",
}
"""The class of each kind of source that is not a repost."""

NOT_NAMED = "publisher not named"
"""What the table of sources says of a publisher whose name is not known."""

COPY = re.compile(
    r"\b(?:cop(?:y|ies)|repost\w*|mirror|carried by|cross-post|text|posted on|blog\w*|citing"
    r"|quoting|reporting|after|excerpt|summary|translat\w+|republished|forum|listing|via)\b"
    # An address in place of a name: whoever reads it cannot tell who writes there.
    r"|\w\.(?:com|org|net|info|hk|cc|cn|dev|jp|one|win|wiki)\b",
    re.IGNORECASE,
)
"""Words by which the tables say that a page carries what another wrote."""

BLOG = re.compile(r"^https?://[^/]*\.(?:blogspot|wordpress|substack|pages)\.\w+", re.IGNORECASE)


def classes(sources: pd.DataFrame, pair: Pair) -> pd.Series:
    """Of which class is each source?

    By rule: a page is a repost where its publisher says so (see COPY), is not named, or writes on
    a host of blogs; any other has the class of its kind. By hand (`pair.outlets`): outlets listed
    as `repost` are reposts, and those listed as `own` are not, whatever their names. An outlet is
    the whole name, or the one who carries another's text: "carrier (author)", "author via
    carrier". Takes publisher, kind and url; returns an ordered categorical, aligned.
    """
    found = [
        "repost" if _reposts(publisher, url, pair) else OF_KIND.get(kind, "specialist")
        for publisher, kind, url in zip(
            sources["publisher"].astype(str),
            sources["kind"].astype(str),
            sources["url"].fillna("").astype(str),
            strict=True,
        )
    ]
    return pd.Series(
        pd.Categorical(found, CLASSES, ordered=True), index=sources.index, name="class"
    )


def _reposts(publisher: str, url: str, pair: Pair) -> bool:
    author, via, carrier = publisher.partition(" via ")
    names = {publisher, carrier if via else author.partition(" (")[0]}
    if names & set(pair.outlets.get("repost", ())) or publisher == NOT_NAMED:
        return True
    if names & set(pair.outlets.get("own", ())):
        return False
    return bool(COPY.search(publisher) or BLOG.match(url))


def best_first(sources: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """The same sources with their `class`, those worth citing first, otherwise in their order."""
    return sources.assign(**{"class": classes(sources, pair)}).sort_values("class", kind="stable")


def on_reposts_alone(citations: pd.DataFrame, sources: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """Which rows rest on reposts alone?

    `citations` is what `analysis.tables.links.cited` returns. Returns table, row_id and
    position (of the row in its table), one row for each; claims are left out, since each is what
    one source says.
    """
    kept = citations[citations["table"] != "claims"]
    copied = sources.loc[classes(sources, pair) == "repost", "source_id"]
    alone = (
        kept.assign(copied=kept["source_id"].isin(copied))
        .groupby(["table", "position"], sort=False)
        .agg(row_id=("row_id", "first"), alone=("copied", "all"))
        .reset_index()
    )
    return alone.loc[alone["alone"], ["table", "row_id", "position"]].reset_index(drop=True)
