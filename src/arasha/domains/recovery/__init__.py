"""Following stolen money hop by hop: trace, hold, recall, refund."""
