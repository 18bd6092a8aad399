"""A whole country's ordinary life: people, families, firms, payments and calls, each a function of a seed."""
