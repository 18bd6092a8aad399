"""Files of payments as the engine's questions, whole columns at a time: what is learned from, scored and tried on.

`arasha screen` sends a file to a running gateway row by row; here nothing is sent, and half a million rows take a
second.
"""

from arasha.app.history.asks import History, read
from arasha.app.history.bad_rows import BadRow, write_bad_rows

__all__ = ["BadRow", "History", "read", "write_bad_rows"]
