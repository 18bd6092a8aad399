"""How well a simulated country matches what is published about the real one: measured, and told in a report."""
