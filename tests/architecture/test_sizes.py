"""Nothing is so long that it cannot be read at a glance: files, functions, lists of arguments."""

import ast

from tests.architecture.code import Function, functions, sources

LONGEST_FILE = 300
LONGEST_FUNCTION = 30
MOST_ARGUMENTS = 5

# Files that may be longer, by name, each with its reason.
LONG_FILES = {
    "src/arasha/domains/payments/rules/table.py": "a table: one entry a rule, read from top to bottom",
    "tests/domains/payments/rules/test_table.py": "a table: one scene a rule, beside the nearest one that is none",
}


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    long = {source.name: source.lines for source in sources() if source.lines > LONGEST_FILE}
    assert long.keys() <= LONG_FILES.keys(), f"a file is one idea; make it a folder: {long}"


def test_no_function_is_longer_than_thirty_lines() -> None:
    """The docstring is not counted: nobody should spare words to fit."""
    long = [
        f"{source.name}:{function.lineno} {function.name}: {length(function)} lines"
        for source in sources()
        for function in functions(source)
        if length(function) > LONGEST_FUNCTION
    ]
    assert not long, "a function does one thing; split: " + "\n".join(long)


def test_no_function_takes_more_than_five_arguments() -> None:
    """Tests apart: theirs are given by fixtures and tables."""
    many = [
        f"{source.name}:{function.lineno} {function.name}: {arguments(function)} arguments"
        for folder in ("src", "benchmarks", "scripts")
        for source in sources(folder)
        for function in functions(source)
        if arguments(function) > MOST_ARGUMENTS
    ]
    assert not many, "arguments that travel together are a record: " + "\n".join(many)


def length(function: Function) -> int:
    """Lines from `def` to the end, without the docstring."""
    docstring = function.body[0] if ast.get_docstring(function, clean=False) else None
    documented = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - documented


def arguments(function: Function) -> int:
    """Arguments that a caller gives."""
    given = function.args
    names = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len(names) - (names[:1] in (["self"], ["cls"]))
