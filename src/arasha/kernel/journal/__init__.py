"""The journal: an append-only local spool in which an answer is kept before it is given."""
