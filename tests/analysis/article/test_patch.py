"""Drafts of an article, the patch that they make, and the package that it is put to."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from analysis import check
from analysis.article import drafts, held, patch, reading
from analysis.article.intake import Article
from analysis.article.rows import Rows
from analysis.files import row
from analysis.files.row import Book
from analysis.record import releases
from analysis.tables.dataset import Dataset

TEXT = "Champagne and Wang Yi met in Rome on Tuesday for 70 minutes. A panda sneezed in Oslo."
ARTICLE = Article(TEXT, title="A story", publisher="A paper", published=date(2020, 8, 26))


@pytest.fixture(scope="module")
def book(dataset: Dataset) -> Book:
    return row.book(dataset)


def drafted(index: Rows, book: Book) -> dict[str, list[dict[str, str]]]:
    """The source and the claims row that the article gives."""
    source_id, source = drafts.source(ARTICLE, book)
    found = drafts.drafts(ARTICLE, held.hold(ARTICLE, index), index, None, source_id)
    claims = [dict(each.row) for each in found if each.table == "claims"]
    return {"sources": [source or {}], "claims": claims}


def test_what_differs_gives_a_row_of_claims_that_passes_every_check(
    index: Rows, book: Book
) -> None:
    made = drafted(index, book)
    (claim,) = made["claims"]
    assert claim["row_id"] == "2020-08-25-champagne-wang-rome"
    assert (claim["field"], claim["value"]) == ("duration_min", "70")
    with_source = row.with_rows(book, "sources", made["sources"])
    assert row.problems(with_source, "claims", claim).empty


@pytest.mark.parametrize("acted", ["met", "talked with"])
def test_what_is_new_gives_a_draft_without_words_of_its_own(
    acted: str, index: Rows, book: Book
) -> None:
    text = f"Wang Yi {acted} Mélanie Joly in Ottawa on Monday to discuss tramways and bicycles."
    article = Article(text, published=date(2025, 3, 20))
    (draft,) = drafts.drafts(article, held.hold(article, index), index, None, "a-source")
    assert draft.table == "contacts"
    assert draft.row["date"] == "2025-03-17"
    assert (draft.row["side_a"], draft.row["side_b"]) == ("joly-melanie", "wang-yi")
    assert not [*drafts.texts(draft.row)]


def test_a_denial_gives_a_draft_of_a_statement(index: Rows) -> None:
    article = Article("China denied that it had banned canola.", published=date(2019, 3, 2))
    (draft,) = drafts.drafts(article, held.hold(article, index), index, None, "a-source")
    assert (draft.table, draft.row["side"]) == ("statements", "CHN")


@pytest.mark.parametrize(
    ("text", "imposed", "acting"),
    [
        ("A tariff of 25 percent on canola was announced on Monday.", ("", ""), ("", "", "")),
        ("China put a tariff of 25 percent on canola on Monday.",
         ("CHN", ""), ("government-china", "", "")),
        ("Canada put a tariff of 25 percent on Chinese steel on Monday.",
         ("CAN", "CHN"), ("government-canada", "government-china", "CAN-CHN")),
        ("The European Union put a tariff of 25 percent on Chinese steel on Monday.",
         ("", ""), ("", "", "")),
    ],
)  # fmt: skip
def test_a_draft_names_no_side_that_the_sentence_does_not(
    text: str, imposed: tuple[str, ...], acting: tuple[str, ...], index: Rows
) -> None:
    article = Article(text, published=date(2025, 3, 20))
    (sentence,) = reading.read(article, index.vocabulary)
    restriction, event = (
        drafts.of_sentence(article, sentence, 0, table, index, None, "a-source").row
        for table in ("trade_restrictions", "events")
    )
    assert (restriction["imposed_by"], restriction["imposed_on"]) == imposed
    assert (event["initiator"], event["target"], event["direction"]) == acting


@pytest.mark.parametrize(("when", "day"), [("In the 1990s", ""), ("In 1990", "1990-01-01")])
def test_a_draft_has_no_day_of_a_decade(when: str, day: str, index: Rows) -> None:
    article = Article(f"{when} Canada and China spoke of otters.", published=date(2020, 12, 10))
    (sentence,) = reading.read(article, index.vocabulary)
    event = drafts.of_sentence(article, sentence, 0, "events", index, None, "a-source").row
    assert (event["date"], event["date_precision"]) == (day, "year")


def test_an_article_on_record_is_no_new_source(dataset: Dataset, book: Book) -> None:
    own = dataset.sources.iloc[0]
    known = Article("x", title=own["title"], publisher=own["publisher"])
    assert drafts.source(known, book) == (own["source_id"], None)


def test_eight_words_in_a_row_are_copied() -> None:
    article = "The ministers met in Rome on Tuesday for ninety minutes, officials said."
    assert drafts.copied("Ministers met in Rome on Tuesday for 90 minutes", article) == ""
    run = "ministers met in Rome on Tuesday for ninety"
    assert drafts.copied(f"Both {run} hours", article) == run
    assert drafts.copied(
        "外交部长星期二在罗马举行了九十分钟会谈", "外交部长星期二在罗马举行了九十分钟会谈。"
    )


def test_a_patch_is_put_to_a_package_once(index: Rows, book: Book, package: Path) -> None:
    files = releases.of_path(package)
    content = patch.patch(book, drafted(index, book))
    applied = patch.apply(content, files)
    assert applied.problems.empty
    assert applied.new == {"claims": 1, "sources": 1}
    assert applied.files["claims.csv"].startswith(files["claims.csv"])
    again = patch.apply(content, {**files, **applied.files})
    assert again.problems.empty
    assert not again.new


def test_a_patch_of_later_news_moves_the_end_of_the_record(book: Book, package: Path) -> None:
    files = releases.of_path(package)
    rows = book.cells("statements").iloc[:1].to_dict("records")
    later = {**rows[0], "statement_id": "later-news", "date": f"{date.today():%Y-%m-%d}"}
    assert row.problems(book, "statements", later).empty
    applied = patch.apply(patch.patch(book, {"statements": [later]}), files)
    assert applied.problems.empty
    assert check.check_files({**files, **applied.files}).empty


def test_a_patch_is_compressed_and_the_same_whenever_it_is_made(index: Rows, book: Book) -> None:
    made = patch.patch(book, drafted(index, book))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["claims.csv", "sources.csv"]
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_DEFLATED}
    assert made == patch.patch(book, drafted(index, book))


def test_a_patch_that_the_check_refuses_changes_nothing(
    index: Rows, book: Book, package: Path
) -> None:
    files = releases.of_path(package)
    lacking = {"claims": drafted(index, book)["claims"]}
    refused = patch.apply(patch.patch(book, lacking), files)
    assert not refused.files
    assert "source_id" in set(refused.problems["field"])
    known = book.cells("sources").iloc[0].to_dict() | {"title": "Another title"}
    changing = patch.apply(patch.patch(book, {"sources": [known]}), files)
    assert not changing.files
    assert len(changing.problems)
