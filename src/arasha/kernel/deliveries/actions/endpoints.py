"""Where an institution's messages go, and under which secret they are signed."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.db import transaction

from arasha.kernel import clock
from arasha.kernel.access import queries as access
from arasha.kernel.deliveries import addresses, signing
from arasha.kernel.deliveries.actions.sending import send, wake
from arasha.kernel.deliveries.facts import EndpointRemoved, EndpointSet, EndpointTried, SecretReplaced
from arasha.kernel.deliveries.models import Mailbox
from arasha.kernel.deliveries.queries import about_secret
from arasha.kernel.errors import Conflict
from arasha.kernel.outbox.append import By, append
from arasha.kernel.seal import seal
from arasha.kernel.settings import current

# Messages are signed with the former secret too for so long after it was replaced.
OVERLAP = timedelta(days=1)

PING = "ping"


@transaction.atomic
def set_endpoint(institution: int, url: str, by: By) -> str | None:
    """Send an institution's messages to an address from now on, those that wait first.

    Returns the secret when it is new: it is shown once. `Malformed` when nothing may be sent there.
    """
    addresses.read(url, private=addresses.may_be_private(current()))
    box = _locked(institution)
    box.url, box.gone, box.failures, box.next_at = url, False, 0, None
    new = None
    if box.secret is None:
        new = signing.new_secret()
        box.secret = seal().close(new, about=about_secret(institution))
    box.save()
    wake()
    append([EndpointSet(code=access.code_of(institution), host=urlsplit(url).hostname or "")], by)
    return signing.written(new) if new else None


@transaction.atomic
def replace_secret(institution: int, by: By) -> str:
    """Give out a new secret; for a day messages carry a signature under the former one too.

    `Conflict` when there is none to replace.
    """
    box = _locked(institution)
    if box.secret is None:
        raise Conflict("there is no secret yet: set an address first", field="url")
    new, until = signing.new_secret(), clock.now() + OVERLAP
    box.former_secret, box.former_until = box.secret, until
    box.secret = seal().close(new, about=about_secret(institution))
    box.save(update_fields=["secret", "former_secret", "former_until"])
    append([SecretReplaced(code=access.code_of(institution), good_until=clock.to_us(until))], by)
    return signing.written(new)


@transaction.atomic
def remove_endpoint(institution: int, by: By) -> None:
    """Send nothing any more; the messages stay and can be asked for. Removing again changes nothing."""
    box = _locked(institution)
    if not box.url:
        return
    box.url, box.gone, box.secret, box.former_secret, box.former_until = "", False, None, None, None
    box.save()
    append([EndpointRemoved(code=access.code_of(institution))], by)


@transaction.atomic
def try_endpoint(institution: int, by: By) -> None:
    """Send a message of the kind `ping`, which says nothing; `Conflict` without an address."""
    if not _locked(institution).url:
        raise Conflict("there is no address yet: set one first", field="url")
    send(institution, PING, {})
    append([EndpointTried(code=access.code_of(institution))], by)


def _locked(institution: int) -> Mailbox:
    access.institution_numbered(institution)
    Mailbox.objects.get_or_create(institution_id=institution)
    return Mailbox.objects.select_for_update().get(institution=institution)
