"""Pure decisions of the registry: states, evidence, answers, contests, lists. No store, no framework, no clock."""
