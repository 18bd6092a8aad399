"""A file of payments that ships: two weeks between twelve banks, made by a generator (`data/ATTRIBUTION.md`)."""

from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "data" / "amlgentex_12bank_valid.parquet"
