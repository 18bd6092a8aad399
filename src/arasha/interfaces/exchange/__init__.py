"""One folder for each outside format or party."""
