"""What a demonstration says when its country lives: where to look, as whom, and what is invented."""

import pytest

from arasha.app.demonstration import PEOPLE, _Show
from arasha.app.demonstration_settings import PASSWORD
from arasha.kernel.settings import current


def test_it_says_who_may_log_in_and_that_there_is_more_fraud_than_in_life(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    _Show(current())._welcome()
    said = capsys.readouterr().out
    assert PASSWORD in said
    assert all(username in said for username, _, _ in PEOPLE)
    assert "some 300 times more than there are" in said
