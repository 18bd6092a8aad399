"""Learning one domain is learning ten: each has the same files, and they speak to each other in one way."""

import grimp
import pytest

from tests.architecture.code import ROOT

DOMAINS = ROOT / "src" / "arasha" / "domains"
FILES = {"__init__", "facts", "rules", "hot", "learning", "ports", "models", "migrations", "queries", "actions"}

# Work flows one way: a domain may read those in the layers below its own. Those in one layer never see each other.
LAYERS = (
    {"notices", "reporting", "training"},
    {"cases"},
    {"recovery"},
    {"payments", "calls", "websites", "complaints", "credit"},
    {"registry"},
)

# What of a domain another one may read.
CROSSES = {"facts", "queries"}


def domains() -> list[str]:
    return sorted(path.name for path in DOMAINS.iterdir() if (path / "__init__.py").exists())


@pytest.mark.parametrize("domain", domains())
def test_a_domain_has_only_the_files_of_the_architecture(domain: str) -> None:
    there = {path.stem for path in (DOMAINS / domain).iterdir() if path.name != "__pycache__"}
    assert there <= FILES


@pytest.mark.parametrize("domain", domains())
def test_a_domain_says_what_it_is_for(domain: str) -> None:
    assert (DOMAINS / domain / "__init__.py").read_text().startswith('"""')


def test_every_domain_has_its_place_in_the_order() -> None:
    assert {"payments", "registry"} <= set(domains()) <= set().union(*LAYERS)


def test_between_domains_only_facts_and_queries_cross_and_only_downward() -> None:
    wrong = [crossing for crossing in crossings(imports()) if not allowed(*crossing)]
    assert not wrong, "upward a domain is heard through its facts, in app/reactions.py: " + str(wrong)


@pytest.mark.parametrize(
    ("crossing", "verdict"),
    [
        (("arasha.domains.payments.actions.record", "arasha.domains.registry.facts"), True),
        (("arasha.domains.payments.actions.record", "arasha.domains.registry.queries.entries"), True),
        (("arasha.domains.payments.hot.engine", "arasha.domains.registry.hot"), False),
        (("arasha.domains.payments.actions", "arasha.domains.registry.models"), False),
        (("arasha.domains.payments.actions", "arasha.domains.registry"), False),
        (("arasha.domains.registry.actions", "arasha.domains.payments.facts"), False),
        (("arasha.domains.payments.actions", "arasha.domains.calls.facts"), False),
    ],
)
def test_the_rule_tells_right_from_wrong(crossing: tuple[str, str], verdict: bool) -> None:
    assert allowed(*crossing) is verdict


def imports() -> list[tuple[str, str]]:
    """Every import between modules of the project."""
    graph = grimp.build_graph("arasha", cache_dir=None)
    return [(module, found) for module in graph.modules for found in graph.find_modules_directly_imported_by(module)]


def crossings(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Imports from one domain into another."""
    return [pair for pair in found if all(map(_inside, pair)) and len({_domain(name) for name in pair}) == 2]


def allowed(importer: str, imported: str) -> bool:
    """May one domain's module read the other's?"""
    layer = {name: depth for depth, names in enumerate(LAYERS) for name in names}
    downward = layer[_domain(importer)] < layer[_domain(imported)]
    return downward and (imported.split(".")[3:4] or [""])[0] in CROSSES


def _inside(module: str) -> bool:
    return module.startswith("arasha.domains.")


def _domain(module: str) -> str:
    return module.split(".")[2]
