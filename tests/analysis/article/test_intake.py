"""What is read of files, and what hostile ones are told."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import pypdf
import pytest

from analysis.article import intake
from analysis.article.intake import RefusedError

STORY = (
    "<html lang=en><head><title>Ministers meet</title><meta property='og:site_name' "
    "content='The Paper'><meta property='article:published_time' content='2020-08-26'></head><body>"
    "<script>alert('evil')</script><article><h1>Ministers meet</h1><p>The ministers met in Rome on "
    "Tuesday for ninety minutes, officials said, and agreed to go on talking.</p><p>It was their "
    "longest meeting in person, and the first in half a year, according to both.</p></article>"
    "</body></html>"
)


def word(text: str) -> bytes:
    document, held = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(held)
    return held.getvalue()


def bomb() -> bytes:
    held = io.BytesIO(word("small"))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/zeros.bin", b"\0" * 40_000_000)
    return held.getvalue()


def pictures() -> bytes:
    writer, held = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(held)
    return held.getvalue()


def test_a_page_gives_its_text_and_what_it_says_of_itself_and_no_script() -> None:
    article = intake.of_file("story.html", STORY.encode())
    assert (article.title, article.publisher) == ("Ministers meet", "The Paper")
    assert article.published == date(2020, 8, 26)
    assert "ninety minutes" in article.text
    assert "alert" not in article.text


def test_a_word_document_gives_its_paragraphs() -> None:
    article = intake.of_file("story.docx", word("The ministers met in Rome on 25 August 2020."))
    assert article.text.strip() == "The ministers met in Rome on 25 August 2020."
    assert article.published == date(2020, 8, 25)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("bomb.docx", bomb(), "bomb"),
        ("broken.docx", b"PK\x03\x04 nothing more", "damaged"),
        ("pictures.pdf", pictures(), "scanned"),
        ("broken.pdf", b"%PDF-1.7 nothing more", "damaged"),
        ("script.html", b"<html><script>alert(1)</script></html>", "empty"),
        ("empty.txt", b" \n ", "empty"),
        ("large.html", b"<p>" + b"a" * 10_000_000, "large"),
        ("long.txt", b"word " * 50_000, "long"),
        ("letters.txt", bytes(range(128, 160)) * 40, "encoding"),
        ("other.txt", b"%PDF-1.7", "damaged"),
        ("story.exe", b"MZ", "ending"),
    ],
)
def test_a_file_that_gives_no_article_is_told_why(name: str, content: bytes, kind: str) -> None:
    with pytest.raises(RefusedError) as refused:
        intake.of_file(name, content)
    assert refused.value.kind == kind
    assert intake.REFUSALS[kind] in str(refused.value)


def test_other_letters_than_utf_8_are_read() -> None:
    text = "Le ministre a rencontré son homologue à Rome, où il a parlé de l’été dernier."
    assert intake.of_file("story.txt", text.encode("cp1252")).text == text
    assert intake.of_file("story.txt", "外交部长在罗马会见".encode("gb18030") * 20).language == "zh"
