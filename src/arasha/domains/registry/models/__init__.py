"""The tables of the registry."""

from arasha.domains.registry.models.contests import Contest, Notice
from arasha.domains.registry.models.entries import Entry, Evidence
from arasha.domains.registry.models.lists import HashListVersion
from arasha.domains.registry.models.protections import Protection
from arasha.domains.registry.models.removals import Removal

__all__ = ["Contest", "Entry", "Evidence", "HashListVersion", "Notice", "Protection", "Removal"]
