"""What is logged is a fixed sentence, and values of a few known kinds: nobody's data can slip in."""

import ast

from tests.architecture.code import Source, sources

# What may be logged beside the sentence; none of these is ever something that somebody sent.
VALUES = {
    "code", "error", "folder", "from_snapshot", "host", "kind", "next_sequence", "port", "process", "replayed", "rows",
    "sequence", "step", "version",
}  # fmt: skip

# A dictionary of counts whose keys are listed in `arasha.app.logs.OURS`.
COUNTS = {"src/arasha/interfaces/gateway/restore.py": "memory.screener.size"}


def records(source: Source) -> list[ast.Call]:
    """The calls that write a log record."""
    return [
        node
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("logger.", "logging.getLogger"))
    ]


def wrong(source: Source, call: ast.Call) -> str:
    """What a call logs that it should not."""
    if len(call.args) != 1 or not isinstance(call.args[0], ast.Constant):
        return "the sentence is fixed, and the values have names"
    for given in call.keywords:
        if given.arg is None and COUNTS.get(source.name) != ast.unparse(given.value):
            return f"**{ast.unparse(given.value)} may hold anything"
        if given.arg is not None and given.arg not in VALUES:
            return f"{given.arg} is not among what may be logged"
    return ""


def test_only_fixed_sentences_and_known_values_are_logged() -> None:
    found = [
        f"{source.name}:{call.lineno} {reason}"
        for source in sources("src")
        for call in records(source)
        if (reason := wrong(source, call))
    ]
    assert not found, "\n".join(found)


def test_an_error_is_logged_by_its_type_because_its_text_may_repeat_what_was_sent() -> None:
    found = [
        f"{source.name}:{call.lineno}"
        for source in sources("src")
        for call in records(source)
        for given in call.keywords
        if given.arg == "error" and ast.unparse(given.value) != "type(error).__name__"
    ]
    assert not found


def test_the_rule_tells_right_from_wrong() -> None:
    lines = {
        'logger.info("store found", rows=3)': True,
        'logger.info(f"paid by {account}")': False,
        'logger.info("paid by %s", account)': False,
        'logger.info("paid", account=account)': False,
        'logger.info("paid", **payment)': False,
    }
    for line, right in lines.items():
        source = Source("a.py", 1, ast.parse(line))
        assert (not any(wrong(source, call) for call in records(source))) is right, line
