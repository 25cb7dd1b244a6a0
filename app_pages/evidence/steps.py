"""What the page of the evidence computes: plain functions of a selection and its options."""

from __future__ import annotations

import pandas as pd

from analysis.events import counts
from analysis.evidence import disagreements, gaps, seeds
from analysis.evidence import support as evidence
from analysis.tables.links import written
from app_pages.frame import links, state
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.evidence import gaps as gap_charts
from charts.evidence import support as charts
from charts.speech import names
from charts.speech.formats import day, language_name, number
from charts.speech.language import _

SUPPORTED_BY = ("table", "year")

NOT_NAMED = "publisher not named"
"""What the table of sources says of a publisher whose name is not known."""


def citations(chosen: Selection) -> pd.DataFrame:
    """Which row of the selection rests on which source?"""
    return evidence.cited(chosen.shown)


def known_sources(chosen: Selection) -> pd.DataFrame:
    """All sources; with a chosen day, those that are not known to be later."""
    known = chosen.record.sources
    as_of = chosen.view.filters.as_of
    return known if as_of is None else known[~(known["published"] > as_of)]


def sources(chosen: Selection, everything: bool) -> pd.DataFrame:
    """The sources that the selection rests on (or all), with `rows`: how many rows each carries.

    With a chosen day, sources that are known to be later are left out.
    """
    cited = state.result(citations, chosen.view)
    known = known_sources(chosen)
    if not everything:
        known = known[known["source_id"].isin(cited["source_id"])]
    per_source = evidence.rows_per_source(cited)
    rows = known["source_id"].map(per_source).fillna(0).astype("int64")
    return known.assign(rows=rows).sort_values(
        ["rows", "source_id"], ascending=[False, True], kind="stable"
    )


def sources_by(chosen: Selection, by: str, everything: bool) -> Picture:
    listed = sources(chosen, everything)
    undated = int(listed["published"].isna().sum())
    return charts.sources(evidence.counts(listed, by), by, undated, chosen.words)


def haystack(chosen: Selection, everything: bool) -> pd.Series:
    listed = sources(chosen, everything)
    return counts.haystack(listed, ("title", "publisher", "url", "source_id"))


def source_table(chosen: Selection, rows: pd.DataFrame) -> pd.DataFrame:
    """Sources in words: rows, title, publisher, date, voice, kind, language and link."""
    words = chosen.words
    languages = {code: language_name(code) for code in rows["language"].unique()}
    return pd.DataFrame(
        {
            _("Rows"): rows["rows"],
            _("Title"): rows["title"],
            _("Publisher"): rows["publisher"].replace({NOT_NAMED: _("publisher not named")}),
            _("Published"): written(rows, "published"),
            _("Whose voice"): words.terms("source_side", rows["side"]),
            _("Kind"): words.terms("source_kind", rows["kind"]),
            _("Language"): rows["language"].map(languages),
            _("Page"): rows["url"].where(rows["url"].str.match(r"https?://"), ""),
        }
    )


def support(chosen: Selection, by: str) -> Picture:
    sides = [side.code for side in chosen.record.pair.sides]
    cited = state.result(citations, chosen.view)
    supported = evidence.support(cited, chosen.record.sources, sides)
    return charts.support(evidence.shares(supported, by), by, chosen.words)


def supported_rows(chosen: Selection, table: str, kind: str) -> pd.DataFrame:
    """The rows of a table that are supported in this way."""
    sides = [side.code for side in chosen.record.pair.sides]
    cited = state.result(citations, chosen.view)
    supported = evidence.support(cited, chosen.record.sources, sides)
    here = supported[(supported["table"] == table) & (supported["support"] == kind)]
    return chosen.shown.tables()[table].iloc[here["position"].to_list()]


def claims(chosen: Selection) -> pd.DataFrame:
    """What sources say of fields of the rows of the selection."""
    return disagreements.on_record(chosen.shown)


def claims_in_words(chosen: Selection) -> pd.DataFrame:
    """The claims with the name of the row that each is about."""
    said = state.result(claims, chosen.view)
    return said.assign(name=_names(chosen, said))


def claims_haystack(chosen: Selection) -> pd.Series:
    columns = ("name", "row_id", "field", "value", "publisher", "note")
    return counts.haystack(state.result(claims_in_words, chosen.view), columns)


def claim_table(chosen: Selection, said: pd.DataFrame) -> pd.DataFrame:
    """Claims in words, each with the address of its row."""
    words = chosen.words
    return pd.DataFrame(
        {
            _("Row"): said["name"],
            _("Field"): [
                field_name(chosen, table, field)
                for table, field in zip(said["table"], said["field"], strict=True)
            ],
            _("What the source says"): said["value"],
            _("On record here"): said["own"].fillna(""),
            _("Source"): said["publisher"],
            _("Note"): said["note"],
            _("Table"): words.terms("table", said["table"]),
            _("Card"): [
                links.row(table, row)
                for table, row in zip(said["table"], said["row_id"], strict=True)
            ],
        }
    )


def disagreed(chosen: Selection) -> pd.DataFrame:
    """Where they disagree, with the name of each row."""
    found = disagreements.found(chosen.shown, state.result(claims, chosen.view))
    return found.assign(
        name=_names(chosen, found),
    )


def _names(chosen: Selection, rows: pd.DataFrame) -> pd.Series:
    """The name of each row that is named by table and row_id."""
    found = pd.Series("", index=rows.index, dtype=object)
    for table, group in rows.groupby("table"):
        found.loc[group.index] = names.by_id(
            chosen.record, str(table), group["row_id"], chosen.words
        )
    return found


def disagreements_picture(chosen: Selection) -> Picture:
    return charts.disagreements(state.result(disagreed, chosen.view), chosen.words)


def disagreement_table(chosen: Selection, found: pd.DataFrame) -> pd.DataFrame:
    """Disagreements in words, the values of the sources side by side."""
    words = chosen.words
    said = state.result(claims, chosen.view)
    keys = ["table", "row_id", "field"]
    values = (
        said.groupby(keys, observed=True)["value"]
        .agg(lambda group: " | ".join(dict.fromkeys(group)))
        .rename("said")
    )
    joined = found.merge(values.reset_index(), on=keys, how="left", validate="one_to_one")
    agrees = {True: _("yes"), False: _("no")}
    return pd.DataFrame(
        {
            _("Row"): joined["name"],
            _("Field"): [
                field_name(chosen, table, field)
                for table, field in zip(joined["table"], joined["field"], strict=True)
            ],
            _("What sources say"): joined["said"],
            _("On record here"): joined["own"],
            _("Kind"): [charts.kind_name(kind) for kind in joined["kind"]],
            _("Table"): words.terms("table", joined["table"]),
            _("Card"): [
                links.row(table, row)
                for table, row in zip(joined["table"], joined["row_id"], strict=True)
            ],
            _("Does a source say so?"): [agrees.get(answer, "") for answer in joined["agrees"]],
            _("How it was chosen"): joined["choice"],
        }
    )


def field_name(chosen: Selection, table: str, field: str) -> str:
    """The title of a column; the name of a detail that no column holds, made readable."""
    fields = chosen.record.package.tables[table].fields
    known = any(column.name == field for column in fields)
    return chosen.words.field(table, field) if known else field.replace("_", " ")


def seed_rows(chosen: Selection, texts: tuple[str, ...]) -> pd.DataFrame:
    """The claims of the digests and the rows that hold them, as known on the chosen day."""
    held = seeds.resolved(seeds.parse(texts), chosen.record)
    return held.assign(name=_names(chosen, held))


def known_seeds(chosen: Selection, held: pd.DataFrame) -> list[str]:
    """The digests of articles that are not later than the chosen day."""
    known = set(known_sources(chosen)["source_id"])
    return [seed for seed in dict.fromkeys(held["seed"]) if seed in known]


def silence(chosen: Selection) -> Picture:
    first, last = chosen.years
    start = max(pd.Timestamp(first, 1, 1), chosen.record.events["date"].min())
    end = min(pd.Timestamp(last, 12, 31), chosen.record.end)
    per_month = gaps.months(chosen.shown.events, start, max(start, end))
    return gap_charts.silence(per_month, gaps.longest_silence(per_month))


def accounts(chosen: Selection) -> Picture:
    return gap_charts.accounts(
        gaps.accounts(chosen.shown.contacts, chosen.record.pair), chosen.words
    )


def freshness(chosen: Selection) -> pd.DataFrame:
    """The newest row of each table: its date and how long before the end of the record it is."""
    words = chosen.words
    fresh = evidence.freshness(chosen.record.with_tables(sources=known_sources(chosen)))
    days = fresh["days"].where(fresh["days"] >= 0)
    return pd.DataFrame(
        {
            _("Table"): words.terms("table", fresh["table"]),
            _("Rows"): fresh["rows"],
            _("Newest row"): [day(newest) for newest in fresh["newest"]],
            _("Days before end"): days.astype("Int64"),
            _("Dated by"): [
                words.field(table, column) if column else ""
                for table, column in zip(fresh["table"], fresh["column"], strict=True)
            ],
        }
    )


def freshness_in_words(fresh: pd.DataFrame) -> pd.DataFrame:
    """The same with numbers as the language of the page writes them, not that of the browser."""
    counted = [_("Rows"), _("Days before end")]
    said = {name: ["" if pd.isna(n) else number(n) for n in fresh[name]] for name in counted}
    return fresh.assign(**said)
