"""What only citizens' pages need in their templates."""
