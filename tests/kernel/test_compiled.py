"""Machine code is kept under the name of everything that went into it."""

from pathlib import Path

import numpy as np

from arasha.kernel import compiled
from arasha.kernel.compiled import Array, Whole
from arasha.kernel.prefetch import fetch


def package(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / "bank" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder / "bank"


def test_what_compiled_code_imports_is_part_of_it_at_any_distance(tmp_path: Path) -> None:
    bank = package(
        tmp_path,
        {
            "engine.py": "from bank.limits import LARGEST\n@compiled\ndef f(): ...",
            "limits.py": "from bank.words import (\n    ONE,\n)\nimport os",
            "words.py": "from bank.folder import part\nONE = 1",
            "folder/part.py": "TWO = 2",
            "screens.py": "from bank.engine import f",
        },
    )
    names = [str(path.relative_to(bank)) for path in compiled._sources(bank)]
    assert names == ["engine.py", "folder/part.py", "limits.py", "words.py"]


def test_the_engine_s_constants_are_part_of_its_machine_code() -> None:
    names = {path.name for path in compiled._sources(Path(compiled.__file__).parent.parent)}
    assert {"layout.py", "features.py", "verdict.py", "clock.py", "engine.py"} <= names


@compiled.compiled
def summed(values: Array) -> Whole:
    total = np.int64(0)
    for i in range(len(values)):
        fetch(values, i + 8, 0)
        total += values[i]
    return total


def test_asking_for_memory_changes_nothing_even_beyond_the_end() -> None:
    values = np.arange(100)
    plain = summed.py_func  # type: ignore[attr-defined]
    assert summed(values) == plain(values) == 4_950
