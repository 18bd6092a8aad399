"""The components that templates use."""
