"""A form that a citizen fills in over several pages, as it is kept between them."""

from typing import Any

import msgspec


class Form(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was typed so far, page by page; once it was sent only the reference and the code, until they go too."""

    answers: dict[str, Any] = msgspec.field(default_factory=dict)
    reference: str = ""
    code: str = ""

    @property
    def sent(self) -> bool:
        """Was it sent?"""
        return bool(self.reference)
