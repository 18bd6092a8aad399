"""Names that must be one of a kind, over the whole project: kinds of facts, codes of errors, tables."""

import importlib
import pkgutil
import re
from collections import Counter
from typing import TypeVar

import pytest

import arasha
from arasha.kernel.errors import ArashaError
from arasha.kernel.facts import Fact

# Modules that do something when they are imported, or speak of tools that only the developer has.
NOT_IMPORTED = ("arasha.__main__", "arasha.app.wsgi")


T = TypeVar("T")


def below(root: type[T]) -> list[type[T]]:
    return [found for child in root.__subclasses__() for found in (child, *below(child))]


@pytest.fixture(scope="module", autouse=True)
def everything() -> None:
    """Every module of the project is loaded, so that nothing hides."""
    for module in pkgutil.walk_packages(arasha.__path__, "arasha."):
        if not module.name.startswith(NOT_IMPORTED):
            importlib.import_module(module.name)


def ours(root: type[T]) -> list[type[T]]:
    """The classes of the project below one, without those of tests."""
    return [found for found in below(root) if found.__module__.startswith("arasha.")]


def test_no_two_facts_share_a_kind() -> None:
    kinds = Counter(fact.kind() for fact in ours(Fact))
    assert len(kinds) > 10
    assert max(kinds.values()) == 1, kinds.most_common(3)


def test_a_fact_s_kind_begins_with_its_domain_and_a_fact_is_frozen() -> None:
    for fact in ours(Fact):
        domain = fact.__module__.split(".")[2]
        assert re.fullmatch(rf"{domain}\.[a-z]+(_[a-z]+)*", fact.kind()), fact
        assert fact.__struct_config__.frozen, fact


def test_no_two_errors_share_a_code() -> None:
    codes = Counter(error.code for error in ours(ArashaError))
    assert len(codes) > 10
    assert max(codes.values()) == 1, codes.most_common(3)


def test_an_error_says_what_it_is() -> None:
    for error in ours(ArashaError):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", error.code), error
        assert 400 <= error.status <= 599, error
        assert re.fullmatch(r"[A-Z].*\.", error.title), error
