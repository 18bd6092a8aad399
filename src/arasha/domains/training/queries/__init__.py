"""Reading exercises, and what the log says of them."""
