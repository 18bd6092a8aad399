"""The views of citizens' pages: one subject, one file."""
