"""People and institutions by the names that readers know them by."""

from collections.abc import Iterable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arasha.interfaces.ui.titles import titles_of
from arasha.kernel.access.models import Person

PERSON, INSTITUTION = "person:", "institution:"


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """What actors of facts are called: people and institutions by name, processes as the centre itself."""
    wanted = set(actors)
    usernames = {actor.removeprefix(PERSON) for actor in wanted if actor.startswith(PERSON)}
    people = dict(Person.objects.filter(username__in=usernames).values_list("username", "name")) if usernames else {}
    houses = titles_of(actor.removeprefix(INSTITUTION) for actor in wanted if actor.startswith(INSTITUTION))
    return {actor: _name(actor, people, houses) for actor in wanted}


def _name(actor: str, people: dict[str, str], houses: dict[str, str]) -> str:
    kind, _colon, name = actor.partition(":")
    if kind == "person":
        return people.get(name, name)
    return houses[name] if kind == "institution" else _("The centre")


def in_reading(texts: Mapping[str, str]) -> str:
    """A text that is there in all languages, in the reader's."""
    return texts[get_language() or "kk"]
