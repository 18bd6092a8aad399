"""Teaching models from files, and scoring files with them."""
