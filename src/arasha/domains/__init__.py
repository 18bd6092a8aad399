"""One folder a domain, all with the same files: facts, rules, hot, ports, models, queries, actions."""
