"""For how long somebody stands in the registry: longer each time that he comes back."""

from arasha.kernel.terms import Code

TERMS = (Code.LISTING_FIRST, Code.LISTING_SECOND, Code.LISTING_THIRD)


def term_after(former: int) -> Code:
    """The clock of an entry before which so many others ran to their end."""
    return TERMS[min(former, len(TERMS) - 1)]
