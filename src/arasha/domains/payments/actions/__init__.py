"""The verbs of payments; one action is one transaction."""
