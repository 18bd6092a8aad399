"""What the centre is worth: a scenario is played on a sandbox centre of its own, and counted against the truth."""
