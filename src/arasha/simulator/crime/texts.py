"""What advertisements, sites, messages and complaints say, in Kazakh and Russian: phrases of `data/crime`, joined.

A text is a chain of parts, each drawn from several phrasings, so that two of one series are alike and never the same.
"""

import random
import string
import tomllib
from functools import cache
from importlib.resources import files
from typing import cast

from arasha.simulator.crime.steps import Language

Phrases = dict[str, list[str]]


@cache
def phrases(name: str) -> dict[str, dict[str, Phrases]]:
    """A file of phrases: kind of text, part, language, phrasings."""
    text = files("arasha.simulator").joinpath(f"data/crime/{name}.toml").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, Phrases]]", tomllib.loads(text))


def tell(draw: random.Random, source: tuple[str, str], language: Language, said: dict[str, str]) -> str:
    """A text of a kind of a file, its parts in their order; a part whose blanks nobody can fill is left out."""
    name, kind = source
    parts = [draw.choice(part[language]) for part in phrases(name)[kind].values()]
    return " ".join(
        part.format(**said) for part in parts if blanks(part) <= {key for key, value in said.items() if value}
    )


def blanks(part: str) -> set[str]:
    """What a phrase must be told."""
    return {name for _, name, _, _ in string.Formatter().parse(part) if name}


def tenge(amount: int) -> str:
    """An amount of tiyn as people write it: 150 000."""
    return f"{amount // 100:,}".replace(",", " ")
