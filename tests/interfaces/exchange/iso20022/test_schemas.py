"""The schemas are those that VENDORED.toml names, and every version that is exchanged has one."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from arasha.interfaces.exchange import iso20022
from arasha.interfaces.exchange.iso20022 import schemas
from arasha.interfaces.exchange.iso20022.versions import LAYOUTS, NAMESPACE

FOLDER = Path(str(iso20022.__path__[0]))


def packages() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = tomllib.loads((FOLDER / "VENDORED.toml").read_text())["package"]
    return listed


def test_every_schema_is_the_one_that_is_listed() -> None:
    listed = {name: digest for package in packages() for name, digest in package["files"].items()}
    there = {
        f"schemas/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in (FOLDER / "schemas").iterdir()
    }
    assert there.pop("schemas/NOTICE")
    assert there == listed


def test_every_package_says_its_licence_its_source_and_why_it_was_taken() -> None:
    assert all(package["licence"] and package["source"] and package["why"] for package in packages())


def test_there_is_a_schema_for_every_version_and_none_beside() -> None:
    assert {path.stem for path in (FOLDER / "schemas").glob("*.xsd")} == set(LAYOUTS)


@pytest.mark.parametrize("version", LAYOUTS)
def test_a_schema_compiles_and_is_of_its_version(version: str) -> None:
    assert f'targetNamespace="{NAMESPACE}{version}"' in (FOLDER / "schemas" / f"{version}.xsd").read_text()
    assert schemas.whole(version) is schemas.whole(version)
