"""What the lists of recovery share: views as chips, and going on from page to page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

LONGEST_NUMBER = 18


def number_of(text: str) -> int | None:
    """A number of ours in an address; None when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


def after_of(request: HttpRequest) -> int | None:
    """After which number a page goes on."""
    return number_of(request.GET.get("before", ""))


def pager(request: HttpRequest, address: str, numbers: Sequence[int], size: int) -> dict[str, Any]:
    """Where the list goes on, and where it begins."""
    further = f"{address}&before={numbers[size - 1]}" if len(numbers) > size else ""
    return {"following": further, "first": address if "before" in request.GET else ""}


def views_of(name: str, here: str, views: Iterable[str], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The views that are asked for every day."""
    address = reverse(name)
    return [{"name": names[view], "address": f"{address}?view={view}", "here": view == here} for view in views]
