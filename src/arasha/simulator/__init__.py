"""What plays the outside world: it talks to the centre only as an institution would."""
