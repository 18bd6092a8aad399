"""What the addresses of the API do."""
