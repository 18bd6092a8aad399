"""Compiling loops over arrays to machine code, in one way for the whole project.

`@compiled` is numba's njit with four choices: the machine code is cached on disk (in a folder named after the sources,
because numba does not notice that a *called* function or a constant changed); integer division is the machine's; called
functions are always put in place of their calls, because handing over an array costs more than many of them do; and
arrays are not reference-counted inside, which halves the time of functions this small and only means that they may not
allocate.
With NUMBA_DISABLE_JIT=1 the functions stay plain Python: their own oracle.
"""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

import numba
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]

# Inside compiled functions: a machine integer (int64, uint64, or a field of a record; in the oracle whatever integer
# Python and numpy make of it), and one record of a structured array. Neither has a static type that fits both worlds.
Whole: TypeAlias = Any
Record: TypeAlias = Any

OPTIONS: dict[str, Any] = {"error_model": "numpy", "forceinline": True, "_nrt": False}

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function at its first call, for the types it is called with; kept on disk once it was said where."""
    return cast("Function", numba.njit(cache=bool(vars(numba.config)["CACHE_DIR"]), **OPTIONS)(function))


def keep_machine_code(folder: Path) -> None:
    """Say where machine code is kept; called before the first compiled function is defined."""
    digest = hashlib.sha256()
    for path in _sources(Path(__file__).parent.parent):
        digest.update(path.read_bytes())
    vars(numba.config)["CACHE_DIR"] = str(folder / digest.hexdigest()[:16])


def _sources(package: Path) -> list[Path]:
    """The files with compiled functions, and all that they import: constants become part of the machine code too."""
    found, left = set[Path](), [path for path in package.rglob("*.py") if b"@compiled" in path.read_bytes()]
    while left:
        path = left.pop()
        if path not in found and path.exists():
            found.add(path)
            modules = re.findall(rf"^from {package.name}\.([\w.]+) import", path.read_text(), re.MULTILINE)
            places = [package.joinpath(*module.split(".")) for module in modules]
            left += [file for place in places for file in (place.with_suffix(".py"), *place.glob("*.py"))]
    return sorted(found)
