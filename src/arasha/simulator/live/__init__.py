"""A country, played through the centre's real interfaces: what its institutions and people do, second by second."""
