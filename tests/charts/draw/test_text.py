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
    assert text.hung("a…") == "a…"


def test_a_no_break_space_is_kept_and_other_blanks_become_one():
    assert text.settled("1\u00a0%\n\t x") == "1\u00a0% x"
