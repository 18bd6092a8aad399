"""What people type into fields, as it came, without what no store can keep."""

from django.http import QueryDict

NUL = "\x00"


def text(form: QueryDict, name: str, longest: int) -> str:
    """A field's text without outer spaces and NUL, line ends as one character, cut to a length."""
    return form.get(name, "").replace(NUL, "").replace("\r\n", "\n").strip()[:longest]
