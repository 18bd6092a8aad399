"""Addresses of static files, with a digest of the content, so that a browser may keep them for a year."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

DIGEST_LETTERS = 10


@cache
def asset(path: str) -> str:
    """The address of a static file, `ui/base.css`; `FileNotFoundError` when there is none."""
    found = finders.find(path)
    if not isinstance(found, str):
        raise FileNotFoundError(path)
    digest = hashlib.sha256(Path(found).read_bytes()).hexdigest()[:DIGEST_LETTERS]
    return f"{static(path)}?v={digest}"
