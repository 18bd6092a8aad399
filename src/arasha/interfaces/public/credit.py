"""Whose refusal of credit a page is about: the person's own, or a ward's for whom the person acts as guardian.

For whom somebody acts is kept by the browser as a sealed cookie, good only together with the guardian's own log-in.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from arasha.domains.credit.actions.acting import Actor, person_of
from arasha.domains.credit.actions.acting import Signed as Evidence
from arasha.domains.credit.facts.refusing import Method
from arasha.domains.credit.queries import guardians
from arasha.domains.credit.queries.guardians import Guardianship
from arasha.domains.credit.queries.refusals import Standing, standing
from arasha.interfaces.public import identified
from arasha.interfaces.public.identified import Identified
from arasha.interfaces.public.signing import Signed
from arasha.kernel.errors import NotFound
from arasha.kernel.seal import BrokenSeal, seal
from arasha.kernel.store import vault
from arasha.kernel.tokens import as_uuid

COOKIE = "arasha_ward"
ABOUT = b"public:ward"

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponse)


class Acting(NamedTuple):
    """Who is at the page, and for which ward, if for one."""

    who: Identified
    ward: Guardianship | None = None

    @property
    def person(self) -> bytes:
        """On whose refusal the person acts."""
        return self.ward.ward.bytes if self.ward else self.who.person

    @property
    def mask(self) -> str:
        """The number of whose refusal it is, as it may be shown."""
        return ward_mask(self.ward) if self.ward else self.who.mask

    @property
    def standing(self) -> Standing:
        """Where that refusal stands."""
        return standing(as_uuid(self.person))

    def actor(self, signed: Signed | None = None) -> Actor:
        """The one who acts, by what he has shown, or by what he has just signed; his number is kept, sealed."""
        method = Method(signed.method if signed else self.who.strength)
        evidence = Evidence(signed.text, signed.signature) if signed else None
        return Actor(self.person, person_of(self.who.iin), method, evidence)


def own(
    view: Callable[Concatenate[HttpRequest, Acting, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view for somebody who has said who he is, about his own refusal or his ward's."""

    @wraps(view)
    def shown(request: HttpRequest, who: Identified, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, _acting(request, who), *args, **kwargs)

    return identified.required(shown)


def act_for(response: R, row: Guardianship) -> R:
    """Let what follows be about a ward."""
    box = seal().close(msgspec.json.encode(row.pk), about=ABOUT).hex()
    response.set_cookie(COOKIE, box, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return response


def act_for_oneself(response: R) -> R:
    """Let what follows be about the person again."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def ward_mask(row: Guardianship) -> str:
    """A ward's number as it may be shown."""
    known = vault.open_values([row.ward]).get(row.ward)
    return known.mask if known else row.ward.hex[:4]


def _acting(request: HttpRequest, who: Identified) -> Acting:
    try:
        box = bytes.fromhex(request.COOKIES.get(COOKIE, ""))
        row = guardians.guardianship(msgspec.json.decode(seal().open(box, about=ABOUT), type=int))
    except (ValueError, BrokenSeal, msgspec.MsgspecError, NotFound):
        return Acting(who)
    mine = row.guardian == as_uuid(who.person) and guardians.acts_for(row.guardian, row.ward)
    return Acting(who, row) if mine else Acting(who)
