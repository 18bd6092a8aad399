"""Reference pages, made from the code that they describe.

python scripts/reference.py settings > docs/reference/settings.md
"""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import NODEFAULT, inspect

from arasha.kernel.settings import PREFIX, Settings

# Defaults that depend on who runs the centre, in words.
IN_WORDS = {"data": "`/var/lib/arasha` for root, else `$XDG_DATA_HOME/arasha` or `~/.local/share/arasha`"}

PLAIN = {inspect.BoolType: "`true` or `false`", inspect.CustomType: "path", inspect.StrType: "text"}

SETTINGS = """# Settings

Every setting is an environment variable. What is not set has its default; a name that is not in this table, or a value
that cannot be read, stops the program with a line that says which and why.

Made from `src/arasha/kernel/settings.py` by `python scripts/reference.py settings > docs/reference/settings.md`.

| variable | value | default | meaning |
|---|---|---|---|
"""


def settings() -> str:
    """The page of all settings."""
    return SETTINGS + "".join(f"| {' | '.join(row)} |\n" for row in rows_of(Settings))


def rows_of(settings_class: type[msgspec.Struct]) -> Iterator[tuple[str, ...]]:
    """The table's rows: variable, values, default, meaning."""
    described = inspect.type_info(settings_class)
    assert isinstance(described, inspect.StructType)
    for field in described.fields:
        assert isinstance(field.type, inspect.Metadata), f"{field.name} has no description"
        description = (field.type.extra_json_schema or {})["description"]
        default = IN_WORDS.get(field.name) or _default(field.default)
        yield f"`{PREFIX}{field.name.upper()}`", _values(field.type.type), default, description


def _default(value: Any) -> str:
    if value in (None, "", NODEFAULT):
        return ""
    return f"`{msgspec.json.encode(value).decode().strip(chr(34))}`"


def _values(kind: inspect.Type) -> str:
    """What may be given, in words."""
    match kind:
        case inspect.Metadata():
            return _values(kind.type)
        case inspect.UnionType():
            return _values(next(part for part in kind.types if not isinstance(part, inspect.NoneType)))
        case inspect.LiteralType():
            return ", ".join(f"`{value}`" for value in kind.values)
        case inspect.IntType():
            return f"{kind.ge} to {kind.le}" if kind.le is not None else f"whole number, at least {kind.ge}"
        case _:
            return PLAIN[type(kind)]


PAGES: dict[str, Callable[[], str]] = {"settings": settings}


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in PAGES:
        sys.exit(f"usage: {sys.argv[0]} {'|'.join(PAGES)}")
    sys.stdout.write(PAGES[sys.argv[1]]())
