"""Who acts on a hold and what follows from it: the word by which the tables of transitions say who may."""

from enum import StrEnum


class Party(StrEnum):
    """In which part somebody acts."""

    PROCESS = "process"
    KEEPER = "keeper"  # the institution that keeps the account
    VICTIMS = "victims"  # the institution that reported, or keeps the victim's account
    HOLDER = "holder"  # whose account it is, through the citizens' page
    ANALYST = "analyst"
    SUPERVISOR = "supervisor"
    PROSECUTOR = "prosecutor"


CENTRE = frozenset({Party.ANALYST, Party.SUPERVISOR})
KEEPER = frozenset({Party.KEEPER, *CENTRE})  # what an institution says by telephone the centre writes down
PROCESS = frozenset({Party.PROCESS})
