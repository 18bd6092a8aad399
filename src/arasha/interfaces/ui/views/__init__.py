"""Pages and preferences that belong to no one interface."""
