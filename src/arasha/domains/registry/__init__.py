"""Who and what is suspected, why, until when: the register that every other domain asks."""
