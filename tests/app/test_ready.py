"""A sandbox and a real centre never share their data: the times of the one are invented."""

from pathlib import Path

import pytest

from arasha.app.ready import MARK, keep_apart
from arasha.kernel.settings import Settings, WrongSetting


def real(data: Path) -> Settings:
    return Settings(data=data)


def sandbox(data: Path) -> Settings:
    return Settings(data=data, demonstration=True, sandbox_clock=data / "clock")


def test_a_sandbox_marks_its_folder_and_comes_back_to_it(tmp_path: Path) -> None:
    keep_apart(sandbox(tmp_path))
    assert (tmp_path / MARK).exists()
    (tmp_path / "journal").mkdir()
    keep_apart(sandbox(tmp_path))


def test_a_real_centre_does_not_begin_on_a_sandbox_s_data(tmp_path: Path) -> None:
    keep_apart(sandbox(tmp_path))
    with pytest.raises(WrongSetting, match="another ARASHA_DATA"):
        keep_apart(real(tmp_path))


def test_a_sandbox_does_not_begin_on_a_real_centre_s_data(tmp_path: Path) -> None:
    keep_apart(real(tmp_path))
    (tmp_path / "journal").mkdir()
    with pytest.raises(WrongSetting, match="an empty folder"):
        keep_apart(sandbox(tmp_path))


def test_a_clock_and_machine_code_do_not_make_a_folder_used(tmp_path: Path) -> None:
    (tmp_path / "clock").touch()
    (tmp_path / "machine-code").mkdir()
    keep_apart(sandbox(tmp_path))
