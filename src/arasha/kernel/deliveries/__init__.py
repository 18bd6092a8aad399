"""Messages to institutions: numbered, sealed, sent at least once and in order, by webhook or by polling."""
