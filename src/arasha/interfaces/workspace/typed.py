"""What people type into fields: as it came, without what no store can keep."""

from django.http import QueryDict

NUL = "\x00"


def typed(form: QueryDict, name: str, longest: int) -> str:
    """A field's text without outer spaces and NUL, cut to a length; empty when it was not given."""
    return form.get(name, "").replace(NUL, "").strip()[:longest]
