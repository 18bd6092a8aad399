"""What several tests of the gateway stand on."""

import pytest

from tests.interfaces.gateway.lines import Lines
from tests.support.door import Doors


@pytest.fixture
def lines(db: None, doors: Doors) -> Lines:
    """A journal of two files, three answers in each; the gateway is open."""
    made = Lines(doors)
    made.ask("before")
    made.door.close()
    made.open()
    made.ask("after")
    return made
