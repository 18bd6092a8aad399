"""What is said of institutions and their keys."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from arasha.interfaces.ui.text import Text
from arasha.kernel.access.models import InstitutionKey
from arasha.kernel.access.scopes import Scope

SCOPES: dict[Scope, Text] = {
    Scope.SCREEN: pgettext_lazy("scope of a key", "ask about payments"),
    Scope.OUTCOME: pgettext_lazy("scope of a key", "report what was done"),
    Scope.READ: pgettext_lazy("scope of a key", "read its verdicts again"),
    Scope.REGISTRY: pgettext_lazy("scope of a key", "ask the registry"),
    Scope.THEFTS: pgettext_lazy("scope of a key", "report thefts"),
    Scope.HANDLING: pgettext_lazy("scope of a key", "answer holds and recalls, get messages"),
    Scope.CREDIT_CHECK: pgettext_lazy("scope of a key", "ask before lending, answer claims"),
    Scope.CREDIT_PORTAL: pgettext_lazy("scope of a key", "be the portal through which people refuse credit"),
    Scope.CREDIT_BUREAU: pgettext_lazy("scope of a key", "be a credit bureau: marks, loans, the list"),
    Scope.ON_BEHALF: pgettext_lazy("scope of a key", "ask for other institutions"),
}

SOON = timedelta(days=30)


class KeyState(NamedTuple):
    """How a key is: the word, `good`, `doubt` or `bad`, and whether it may be used."""

    word: str
    state: str
    good: bool


def state_of(key: InstitutionKey, now: datetime) -> KeyState:
    """Good, ending soon, expired or revoked."""
    if key.revoked_at is not None:
        return KeyState(_("Revoked"), "bad", good=False)
    if key.expires_at <= now:
        return KeyState(_("Expired"), "bad", good=False)
    if key.expires_at - now <= SOON:
        return KeyState(_("Ends soon"), "doubt", good=True)
    return KeyState(pgettext("state of a key", "Good"), "good", good=True)
