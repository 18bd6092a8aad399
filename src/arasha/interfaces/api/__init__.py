"""Institutions' HTTP API for everything that may take a second: thefts, messages, holds, recalls, refunds."""
