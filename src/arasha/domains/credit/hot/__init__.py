"""What the gateway holds in memory to answer lenders: what is said of people, and who asked for them lately."""
