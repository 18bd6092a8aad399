"""Citizens' pages: no log-in, no script, three languages; help at once, a report of a theft, and what became of it."""
