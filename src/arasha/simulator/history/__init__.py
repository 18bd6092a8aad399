"""A country's past on disk: Parquet in parts that any number of processes write alike, with the truth beside it."""
