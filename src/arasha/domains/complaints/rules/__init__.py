"""What a report of a theft says, when it can be taken, how it is understood, what may become of it: pure decisions."""
