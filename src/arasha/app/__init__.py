"""The composition root: settings, reactions, processes, command line."""
