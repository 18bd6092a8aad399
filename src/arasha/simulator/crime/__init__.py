"""The criminals of the invented country: scripts that say what they do next and hear what came of it."""
