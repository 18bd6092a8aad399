"""Sending files of payments through the running gateway."""
