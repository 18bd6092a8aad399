"""Facts kept in the transaction of the change: one gapless sequence, heard by reactions and by hot state."""
