"""Coerced clients through the API: protected by their own bank, let go on the trusted person's word, told to nobody."""

from datetime import timedelta
from typing import get_args

import pytest

from arasha.client import protecting as p
from arasha.domains.payments.facts import Verdict
from arasha.domains.recovery.actions import protection
from arasha.domains.recovery.actions.protection import Trusted
from arasha.domains.recovery.facts.protecting import ProtectionState
from arasha.domains.recovery.models import Protection
from arasha.kernel import clock, terms
from arasha.kernel.access.roles import Role
from arasha.kernel.once.models import Done
from arasha.kernel.outbox import read
from arasha.kernel.references import Letter, reference
from arasha.kernel.terms import Code
from tests.domains.recovery.stolen import works
from tests.interfaces.api.conftest import Desk
from tests.interfaces.api.replies import refused, said
from tests.support.cast import ALDAR, DROP, NEIGHBOUR, PENSIONER
from tests.support.recorded import given, token_of

DAUGHTER = p.Trusted(name="Ainur", phone="+7 701 555 12 34")


def wish(id_: str = "V-1", account: str = PENSIONER.account, trusted: p.Trusted = DAUGHTER) -> p.Protect:
    return p.Protect(id=id_, account=account, trusted=trusted)


def test_the_client_knows_every_state() -> None:
    assert set(get_args(p.ProtectionState)) == {state.value for state in ProtectionState}


def test_a_bank_protects_its_client_and_nobody_hears_whom_he_trusts(aldar: Desk) -> None:
    response = aldar.post("protections", wish())
    found, row = said(response), Protection.objects.get()
    assert (found["reference"], found["state"]) == (reference(Letter.PROTECTION, row.id), "active")
    assert found["account"] == token_of(PENSIONER).hex
    assert row.until == terms.due(Code.COERCION, row.asked_at)
    seen = [response, aldar.get("protections"), aldar.get(f"protections/{found['reference']}")]
    facts = [msg for one in read.about(str(row)) for msg in (str(one.fact), one.actor)]
    for text in [*(each.content.decode() for each in seen), *facts]:
        assert "Ainur" not in text
        assert "555 12" not in text
    assert protection.trusted(row) == Trusted("Ainur", "+7 701 555 12 34")
    assert b"Ainur" not in bytes(Done.objects.get().box)


def test_the_same_request_gets_the_same_answer_and_another_wish_the_protection_that_runs(aldar: Desk) -> None:
    first = said(aldar.post("protections", wish()))
    assert said(aldar.post("protections", wish())) == first
    other = p.Trusted(name="Kairat", phone="+7 702 000 00 00")
    assert said(aldar.post("protections", wish("V-2", trusted=other))) == first, "a caller cannot name himself later"
    assert refused(aldar.post("protections", wish(trusted=other))) == (409, "id")
    assert protection.trusted(Protection.objects.get()).name == "Ainur"
    assert len(list(read.about(str(Protection.objects.get())))) == 1


def test_the_trusted_person_agrees_and_it_ends(aldar: Desk) -> None:
    name = said(aldar.post("protections", wish()))["reference"]
    ended = said(aldar.post(f"protections/{name}/end", p.ProtectionEnd(id="E-1", trusted_agrees=True)))
    assert (ended["state"], bool(ended["ended_at"])) == ("ended_trusted", True)
    assert said(aldar.get(f"protections/{name}")) == ended
    assert said(aldar.get("protections"))["protections"] == []
    again = aldar.post(f"protections/{name}/end", p.ProtectionEnd(id="E-2", trusted_agrees=True))
    assert refused(again)[0] == 409


def test_without_that_word_the_bank_cannot_end_it(aldar: Desk) -> None:
    name = said(aldar.post("protections", wish()))["reference"]
    assert refused(aldar.post(f"protections/{name}/end", p.ProtectionEnd(id="E-1", trusted_agrees=False)))[0] == 403
    assert refused(aldar.post(f"protections/{name}/end", {"id": "E-2"}))[0] == 422
    assert Protection.objects.get().ended_at is None


def test_another_bank_cannot_tell_it_from_what_does_not_exist(aldar: Desk, tostik: Desk) -> None:
    name = said(aldar.post("protections", wish()))["reference"]
    end = p.ProtectionEnd(id="E-1", trusted_agrees=True)
    for path in (f"protections/{name}", f"protections/{reference(Letter.PROTECTION, 999_999)}"):
        assert refused(tostik.get(path))[0] == refused(tostik.post(f"{path}/end", end))[0] == 404
    assert said(tostik.get("protections"))["protections"] == []


def test_nobody_lets_another_banks_client_wait(aldar: Desk, tostik: Desk) -> None:
    given(Verdict.ALLOW, codes=(), debtor=NEIGHBOUR, creditor=DROP)
    assert refused(tostik.post("protections", wish(account=NEIGHBOUR.account))) == (422, "account")
    said(aldar.post("protections", wish(account=NEIGHBOUR.account)))
    said(aldar.post("protections", wish("V-2")))
    assert refused(tostik.post("protections", wish("V-3"))) == (422, "account")
    assert Protection.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (wish(account="KZ00 is none"), "account"),
        (wish(trusted=p.Trusted(name=" ", phone="1")), "trusted_name"),
        ({"id": "V-1", "account": PENSIONER.account}, None),
    ],
)
def test_what_is_missing_is_said(aldar: Desk, told: object, field: str | None) -> None:
    assert refused(aldar.post("protections", told)) == (422, field)
    assert not Protection.objects.exists()


def test_the_list_goes_on_behind_the_last_and_shows_only_what_runs(aldar: Desk) -> None:
    names = [said(aldar.post("protections", wish(f"V-{n}", ALDAR.account(n).account)))["reference"] for n in range(3)]
    aldar.post(f"protections/{names[1]}/end", p.ProtectionEnd(id="E", trusted_agrees=True))
    page = said(aldar.get("protections?limit=1"))
    assert ([each["reference"] for each in page["protections"]], page["more"]) == (names[:1], True)
    rest = said(aldar.get(f"protections?after={page['next']}"))
    assert ([each["reference"] for each in rest["protections"]], rest["more"]) == (names[2:], False)


def test_a_supervisor_s_further_term_is_seen(aldar: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = said(aldar.post("protections", wish()))
    later = clock.now() + timedelta(hours=5)
    monkeypatch.setattr(clock, "now", lambda: later)
    protection.renew(Protection.objects.get().id, works(Role.SUPERVISOR, "daniyar"))
    monkeypatch.undo()
    renewed = said(aldar.get(f"protections/{found['reference']}"))
    assert renewed["state"] == "renewed"
    assert renewed["until"] > found["until"]
