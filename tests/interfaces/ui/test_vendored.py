"""What was taken from others is what VENDORED.toml says, file by file."""

from pathlib import Path

import pytest
from scripts import vendored


def test_every_vendored_file_is_the_one_that_is_listed() -> None:
    assert vendored.problems() == []


def test_every_package_says_its_licence_and_carries_its_text() -> None:
    for package in vendored.packages():
        assert package["licence"]
        assert any(Path(name).name == "LICENSE" for name in package["files"])


def test_a_changed_a_missing_and_an_unlisted_file_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "v").mkdir()
    (tmp_path / "v" / "changed.js").write_text("alert(1)")
    (tmp_path / "v" / "unlisted.js").write_text("")
    package = {"folder": "v", "files": {"v/changed.js": "0" * 64, "v/missing.js": "0" * 64}}
    monkeypatch.setattr(vendored, "ROOT", tmp_path)
    monkeypatch.setattr(vendored, "packages", lambda: [package])
    assert [problem.split(":")[0] for problem in vendored.problems()] == [
        "v/changed.js",
        "v/missing.js",
        "v/unlisted.js",
    ]
