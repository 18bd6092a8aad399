"""Pure decisions about refusals, answers and claims."""
