"""What can be done with the register; one action is one transaction."""
