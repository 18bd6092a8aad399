"""Errors as the gateway's callers see them."""

from arasha.client.schemas import Problem
from arasha.kernel.errors import ArashaError
from arasha.kernel.problems import MEDIA_TYPE, retry_after, unreadable, words_of

__all__ = ["MEDIA_TYPE", "problem_of", "retry_after", "unreadable"]


def problem_of(error: ArashaError) -> Problem:
    """The error in the words of RFC 9457."""
    return Problem(**words_of(error))
