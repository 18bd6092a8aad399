"""Sandboxes know accounts by the same tokens, so that what is sorted by them stands in one order in every run."""

from pathlib import Path

from arasha.app.evaluation.sandbox import known_keys
from arasha.kernel.keyring import Purpose, open_keyring
from arasha.kernel.settings import Settings


def test_two_sandboxes_have_the_same_keys_and_each_serves_one_purpose(tmp_path: Path) -> None:
    rings = []
    for name in ("one", "other"):
        known_keys(tmp_path / name / "keys")
        rings.append(open_keyring(Settings(data=tmp_path / name)))
    assert [rings[0].key(each) for each in Purpose] == [rings[1].key(each) for each in Purpose]
    assert len({rings[0].key(each) for each in Purpose}) == len(Purpose)


def test_keys_that_are_there_stay(tmp_path: Path) -> None:
    found = open_keyring(Settings(data=tmp_path)).key(Purpose.TOKEN)
    known_keys(tmp_path / "keys")
    assert open_keyring(Settings(data=tmp_path)).key(Purpose.TOKEN) == found
