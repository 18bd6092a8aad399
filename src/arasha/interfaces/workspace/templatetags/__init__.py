"""The workspace's own components."""
