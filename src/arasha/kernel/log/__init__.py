"""The Merkle log of everything that was answered and done: tree, signed checkpoints, receipts, and their storage."""
