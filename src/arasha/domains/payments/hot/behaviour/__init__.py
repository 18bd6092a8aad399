"""How accounts behave over weeks, who their counterparties are, and what patterns their payments form."""
