"""What institutions are called, in the reader's language."""

from collections.abc import Iterable

from django.utils.translation import get_language

from arasha.kernel.access.models import Institution


def title_of(institution: Institution) -> str:
    """An institution's name in the reader's language."""
    return str(getattr(institution, f"name_{get_language() or 'kk'}", "") or institution.code)


def titles_of(codes: Iterable[str]) -> dict[str, str]:
    """What institutions are called, by their codes; one that is not connected by its code."""
    wanted = set(codes)
    found = Institution.objects.filter(code__in=wanted) if wanted else ()
    return {code: code for code in wanted} | {row.code: title_of(row) for row in found}
