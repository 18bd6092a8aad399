"""Addresses of the pages on refusing credit, under `credit/`."""

from django.urls import path

from arasha.interfaces.public.views import (
    credit,
    credit_claim,
    credit_guardian,
    credit_history,
    credit_lift,
    credit_trusted,
    trusted_person,
)

ADDRESSES = [
    path("credit/", credit.explain, name="credit"),
    path("credit/mine/", credit.mine, name="credit-mine"),
    path("credit/mine/refuse/", credit.refuse, name="credit-refuse"),
    path("credit/mine/lift/", credit_lift.ask, name="credit-lift"),
    path("credit/mine/lift/confirm/", credit_lift.confirm, name="credit-lift-confirm"),
    path("credit/mine/lift/stop/", credit_lift.cancel, name="credit-lift-cancel"),
    path("credit/mine/trusted/", credit_trusted.show, name="credit-trusted"),
    path("credit/mine/trusted/withdraw/", credit_trusted.withdraw, name="credit-trusted-withdraw"),
    path("credit/mine/trusted/release/", credit_trusted.release, name="credit-trusted-release"),
    path("credit/mine/trusted/keep/", credit_trusted.keep, name="credit-trusted-keep"),
    path("credit/mine/asked/", credit_history.asked, name="credit-asked"),
    path("credit/mine/history/", credit_history.happened, name="credit-history"),
    path("credit/mine/claim/", credit_claim.tell, name="credit-claim"),
    path("credit/wards/", credit_guardian.show, name="credit-guardian"),
    path("credit/wards/oneself/", credit_guardian.oneself, name="credit-oneself"),
    path("credit/wards/<int:number>/", credit_guardian.act, name="credit-ward"),
    path("credit/wards/<int:number>/end/", credit_guardian.end, name="credit-ward-end"),
    path("credit/trusted/", trusted_person.show, name="trusted"),
    path("credit/trusted/decide/", trusted_person.decide, name="trusted-decide"),
    path("credit/trusted/leave/", trusted_person.leave, name="trusted-leave"),
]
