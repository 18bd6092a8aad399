"""People of the cast in the store, and logged in."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from arasha.kernel.access import actions
from arasha.kernel.access.models import Institution, InstitutionKind, Person
from arasha.kernel.access.roles import Role
from tests.support.cast import PASSWORD, SAULE, TOSTIK

LogIn = Callable[[Role], Browser]


@pytest.fixture
def log_in(db: None) -> LogIn:
    """Log somebody of a role in, one-time code and all; returns his browser (Django's test client)."""

    def logged_in(role: Role) -> Browser:
        username = f"{role.value}-of-the-cast"
        person = Person.objects.filter(username=username).first()
        if person is None:
            _let_in(username, role)
            person = Person.objects.get(username=username)
        browser = Browser()
        browser.force_login(person)
        session = browser.session
        session[DEVICE_ID_SESSION_KEY] = TOTPDevice.objects.get(user=person).persistent_id
        session.save()
        return browser

    return logged_in


def _let_in(username: str, role: Role) -> None:
    if role is not Role.INSTITUTION_OFFICER:
        actions.add_person(username, PASSWORD, role, SAULE)
        return
    if not Institution.objects.filter(code=TOSTIK.code).exists():
        actions.connect_institution(TOSTIK.code, InstitutionKind(TOSTIK.kind), TOSTIK.names, SAULE)
    actions.add_officer(username, PASSWORD, TOSTIK.code, SAULE)
