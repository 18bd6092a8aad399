"""The workspace: screens of analysts, supervisors, administrators and prosecutors."""
