"""The verbs of recovery: one action is one transaction, and appends its facts last."""
