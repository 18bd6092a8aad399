"""What is held in memory to judge a payment in microseconds: the engine, its state, its snapshots."""
