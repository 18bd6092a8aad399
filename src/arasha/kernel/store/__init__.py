"""Where everything is kept: PostgreSQL (somebody's server or the embedded one) and the vault of readable values."""
