"""The language of recovery: what has happened to stolen money, by whom it is read elsewhere."""
