"""Who may do what: institutions with keys, people with roles, purposes, and the audit of every look."""
