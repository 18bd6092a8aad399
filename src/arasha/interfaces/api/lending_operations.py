"""What lenders' back offices and bureaus may ask: outcomes, claims, marks, loans, the list of all who refuse."""

from typing import Any

from django.urls import URLPattern, path

from arasha.client import lending as m
from arasha.interfaces.api.door import CURSORS, Act, Acting, Read, door
from arasha.interfaces.api.foreseen import ACTING, CURSOR, NAMED, READING
from arasha.interfaces.api.views import bureaus, lending
from arasha.kernel.access.scopes import Scope
from arasha.kernel.openapi import Choice, Operation, Parameter

ROOT = "/api/v1/credit"
CLAIM = f"{ROOT}/claims/{{reference}}"
PAGES = ("after", "limit")

STATE = Choice("state", "Only those in this state.", lending.STATES)
SINCE = Parameter("since", "The version that you have; 0: none.", CURSORS, 0)
OFFSET = Parameter("offset", "The `next` of the answer before.", CURSORS, 0)

OPERATIONS: tuple[Operation, ...] = (
    Operation(f"{ROOT}/outcomes", "post", "Say whether you lent", m.LoanOutcomes, m.OutcomesNoted, ACTING),
    Operation(f"{ROOT}/claims", "get", "Claims against you", None, m.Claims, READING, query=(STATE, *CURSOR)),
    Operation(CLAIM, "get", "One claim", None, m.Claim, (*READING, 404)),
    Operation(f"{CLAIM}/write-off", "post", "Write the loan off", m.WriteOff, m.Claim, NAMED),
    Operation(f"{CLAIM}/dispute", "post", "Say why the loan stands", m.Dispute, m.Claim, NAMED),
    Operation(f"{ROOT}/marks", "post", "Say what your register has", m.Marks, m.MarksNoted, ACTING),
    Operation(f"{ROOT}/loans", "post", "Say which loans were given", m.Loans, m.LoansNoted, ACTING),
    Operation(f"{ROOT}/corrections", "get", "Loans to strike", None, m.Corrections, READING, query=CURSOR),
    Operation(
        f"{ROOT}/corrections/{{reference}}", "post", "Say that it is struck", m.CorrectionDone, m.Correction, NAMED
    ),
    Operation(f"{ROOT}/conflicts", "get", "Marks that are contradicted", None, m.Conflicts, READING),
    Operation(f"{ROOT}/list", "get", "What brings your list up to date", None, m.ListParts, NAMED, query=(SINCE,)),
    Operation(f"{ROOT}/list/{{reference}}", "get", "A part of a file", None, m.ListBlock, NAMED, query=(OFFSET,)),
    Operation(f"{ROOT}/comparisons", "post", "Say how your register differs", m.Comparison, m.Compared, ACTING),
)


def _lender(address: str, name: str, takes: type[Any], acting: Acting) -> URLPattern:
    return path(f"v1/credit/{address}", door(post=Act(Scope.CREDIT_CHECK, name, takes, acting)))


def _bureau(address: str, name: str, takes: type[Any], acting: Acting) -> URLPattern:
    return path(f"v1/credit/{address}", door(post=Act(Scope.CREDIT_BUREAU, name, takes, acting)))


ADDRESSES: list[URLPattern] = [
    _lender("outcomes", "credit outcomes", m.LoanOutcomes, lending.report),
    path("v1/credit/claims", door(get=Read(Scope.CREDIT_CHECK, lending.following, (*PAGES, "state")))),
    path("v1/credit/claims/<str:name>", door(get=Read(Scope.CREDIT_CHECK, lending.one))),
    _lender("claims/<str:name>/write-off", "claim written off", m.WriteOff, lending.write_off),
    _lender("claims/<str:name>/dispute", "claim disputed", m.Dispute, lending.dispute),
    _bureau("marks", "credit marks", m.Marks, bureaus.mark),
    _bureau("loans", "credit loans", m.Loans, bureaus.loans),
    path("v1/credit/corrections", door(get=Read(Scope.CREDIT_BUREAU, bureaus.following, PAGES))),
    _bureau("corrections/<str:name>", "credit correction", m.CorrectionDone, bureaus.corrected),
    path("v1/credit/conflicts", door(get=Read(Scope.CREDIT_BUREAU, bureaus.conflicts))),
    path("v1/credit/list", door(get=Read(Scope.CREDIT_BUREAU, bureaus.parts, ("since",)))),
    path("v1/credit/list/<str:name>", door(get=Read(Scope.CREDIT_BUREAU, bureaus.block, ("offset",)))),
    _bureau("comparisons", "credit comparison", m.Comparison, bureaus.compared),
]
