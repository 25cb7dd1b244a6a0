"""Text from the tables is shown letter for letter."""

from charts.draw import text


def test_markup_is_put_out_of_action():
    assert text.plain("<b>x</b> & y") == "&lt;b&gt;x&lt;/b&gt; &amp; y"


def test_long_text_is_broken_between_words():
    assert text.wrapped("one two three", 8) == "one two<br>three"


def test_empty_lines_are_left_out():
    assert text.lines(["a", "", "b"]) == "a<br>b"


def test_shortened_text_says_that_it_is():
    assert text.shortened("a long enough sentence", 10) == "a long…"
    assert text.shortened("short", 10) == "short"


def test_a_cut_leaves_no_preposition_hanging():
    assert text.shortened("They meet at the summit of the year", 18) == "They meet…"
    assert text.shortened("Le Canada annonce une surtaxe sur les véhicules", 40) == (
        "Le Canada annonce une surtaxe…"
    )
    assert text.hung("a…") == "a…"


def test_a_no_break_space_is_kept_and_other_blanks_become_one():
    assert text.settled("1\u00a0%\n\t x") == "1\u00a0% x"


CHINESE = "加拿大宣布对中国制造的电动汽车加征百分之百的附加税，并于十月一日起生效"


def test_chinese_is_broken_by_its_width_and_nothing_is_lost() -> None:
    rows = text.wrapped(CHINESE, 20).split("<br>")
    assert max(map(len, rows)) <= 11
    assert "".join(rows) == CHINESE


def test_chinese_is_cut_to_the_lines_there_are() -> None:
    assert text.cut(CHINESE, 20, 2) == ["加拿大宣布对中国制造的", "电动汽车加征百分之百的…"]
    assert text.shortened(CHINESE, 20) == "加拿大宣布对中国制造的…"
    assert text.cut("Canada names it", 20, 2) == ["Canada names it"]


def test_a_head_of_chinese_and_latin_keeps_to_the_width_of_a_phone() -> None:
    said = "Statistics Canada; Destination Canada（单位：人次；月份）"
    found = text.folded(said, 52, 22)
    assert len(found) == 2
    assert "".join(found).replace(" ", "") == said.replace(" ", "")
    assert all(sum(1 if sign >= text.WIDE else 22 / 52 for sign in line) <= 22 for line in found)


def test_a_text_without_a_letter_is_one_empty_line() -> None:
    assert text.folded("", 52, 22) == [""]
