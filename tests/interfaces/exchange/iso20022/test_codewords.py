"""Code words go into a line and come out of it; whatever else stands there is left alone."""

import pytest

from arasha.interfaces.exchange.iso20022.codewords import LONGEST, Word, line, words
from arasha.kernel.errors import Malformed


def test_code_words_are_found_among_other_lines_the_first_of_each() -> None:
    lines = ["Dear colleagues,", " /ACT/HOLD ", "/AMT/1.00", "/AMT/2.00", "/XYZ/1", "/AMT/"]
    assert words(lines) == {Word.ACTION: "HOLD", Word.AMOUNT: "1.00"}


def test_a_value_may_have_slashes() -> None:
    assert words([line(Word.REFERENCE, "a/b")]) == {Word.REFERENCE: "a/b"}


def test_a_line_that_the_standard_does_not_take_is_refused() -> None:
    assert len(line(Word.ACTION, "x" * (LONGEST - 5))) == LONGEST
    with pytest.raises(Malformed, match="at most 105"):
        line(Word.ACTION, "x" * (LONGEST - 4))
