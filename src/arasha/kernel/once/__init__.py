"""Doing what institutions ask exactly once: the same id and body get the stored answer, another body is refused."""
