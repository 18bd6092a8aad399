"""People and institutions by the names that readers know them by."""

from collections.abc import Iterable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arasha.kernel.access.models import Institution, Person

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


def title_of(institution: Institution) -> str:
    """An institution's name in the reader's language."""
    return str(getattr(institution, f"name_{get_language() or 'kk'}", "") or institution.code)


def titles_of(codes: Iterable[str]) -> dict[str, str]:
    """What institutions are called, by their codes; one that is not connected by its code."""
    wanted = set(codes)
    found = Institution.objects.filter(code__in=wanted) if wanted else ()
    return {code: code for code in wanted} | {row.code: title_of(row) for row in found}
