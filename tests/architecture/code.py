"""The project's own source, parsed once, for the tests that read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Source(NamedTuple):
    """A file of the project: its path from the root, its lines, its syntax tree."""

    name: str
    lines: int
    tree: ast.Module


@cache
def sources(folder: str = "") -> tuple[Source, ...]:
    """The project's Python files under a folder, migrations apart: those are written by Django."""
    folders = [folder] if folder else ["src", "tests", "benchmarks", "scripts"]
    paths = sorted(path for name in folders for path in (ROOT / name).rglob("*.py") if "migrations" not in path.parts)
    return tuple(_read(path) for path in paths)


def functions(source: Source) -> Iterator[Function]:
    """Every function of a file, at any depth."""
    return (node for node in ast.walk(source.tree) if isinstance(node, Function))


def calls(source: Source) -> Iterator[tuple[int, str]]:
    """Every call of a plain or dotted name, with its line."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node.lineno, ast.unparse(node.func)


def _read(path: Path) -> Source:
    text = path.read_text()
    return Source(str(path.relative_to(ROOT)), len(text.splitlines()), ast.parse(text))
