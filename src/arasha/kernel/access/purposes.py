"""Why somebody looks at a person's data, or acts: a closed list, stated with every reading."""

from enum import StrEnum


class Purpose(StrEnum):
    """The purposes for which data may be processed here."""

    REVIEW = "review"
    INVESTIGATION = "investigation"
    RECOVERY = "recovery"
    APPEAL = "appeal"
    SUPERVISION = "supervision"
    ADMINISTRATION = "administration"
    SCREENING = "screening"
    CREDIT = "credit"
    UPKEEP = "upkeep"


# The purposes that a person may choose when opening somebody's data; the others belong to processes.
CHOSEN_BY_PEOPLE = (
    Purpose.REVIEW,
    Purpose.INVESTIGATION,
    Purpose.RECOVERY,
    Purpose.APPEAL,
    Purpose.CREDIT,
    Purpose.SUPERVISION,
)
