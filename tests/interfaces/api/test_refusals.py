"""People refuse credit through the state's portal: at once on its word, and lift it by their own signature."""

import base64
from typing import Any, get_args

import pytest

from arasha.client import refusing as r
from arasha.domains.credit.facts.refusing import GuardianKind, GuardianState, RefusalState, What
from arasha.domains.credit.models import Check, RefusalEvent
from arasha.domains.credit.queries.history import evidence_of
from arasha.domains.credit.rules.effects import Scope as Refused
from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from arasha.kernel.access.scopes import Scope
from arasha.kernel.deliveries.models import Message
from tests.domains.credit.refusing import APAI, CHILD, PORTAL, SON, happened, heed, letters, person
from tests.interfaces.api.conftest import Desk
from tests.interfaces.api.replies import refused, said
from tests.support.ca import Authority
from tests.support.centre import connect


@pytest.fixture
def portal(db: None) -> Desk:
    return Desk(PORTAL, connect(PORTAL, Scope.CREDIT_PORTAL))


def address(iin: str = APAI) -> str:
    return f"credit/refusals/{person(iin).hex}"


def refuses(portal: Desk, iin: str = APAI) -> dict[str, Any]:
    return said(portal.post(f"{address(iin)}/set", r.Refuse(id=f"S-{iin}", scopes=["all"])))


def confirmation(signature: bytes, id_: str = "C-1") -> r.Confirmation:
    return r.Confirmation(id=id_, signature=base64.b64encode(signature).decode())


def test_the_client_knows_every_word() -> None:
    assert set(get_args(r.RefusalState)) == {state.value for state in RefusalState}
    assert set(get_args(r.What)) == {what.value for what in What}
    assert set(get_args(r.GuardianGround)) == {kind.value for kind in GuardianKind}
    assert set(get_args(r.GuardianState)) == {state.value for state in GuardianState}
    assert set(get_args(r.Scope)) == {str(scope.name).lower() for scope in Refused if scope}


def test_a_person_refuses_at_once_on_the_portal_s_word(portal: Desk) -> None:
    token = said(portal.post("credit/people", r.PersonAsked(id="P-1", iin=APAI)))["person"]
    assert token == person().hex
    assert said(portal.get(address()))["state"] == "none"
    found = refuses(portal)
    assert (found["state"], found["scopes"], found["person"]) == ("set_pending", ["all"], token)
    heed()
    now = said(portal.get(address()))
    assert (now["state"], now["text"]["en"]) == ("active", "all loans")
    assert now["in_force_from"] is not None


def test_a_lift_takes_the_person_s_own_signature_over_the_shown_text(portal: Desk, authority: Authority) -> None:
    refuses(portal)
    asked = said(portal.post(f"{address()}/lift", r.LiftWanted(id="L-1")))
    assert asked["state"] == "lift_requested"
    text = asked["to_sign"]["kk"].encode()
    mine, another = authority.person(APAI, "Апай Ойдан"), authority.person(SON, "Ұлы Ойдан")
    assert refused(portal.post(f"{address()}/confirm", r.Confirmation(id="C-0"))) == (403, None)
    assert refused(portal.post(f"{address()}/confirm", confirmation(another.cms(text)))) == (422, "signature")
    assert refused(portal.post(f"{address()}/confirm", confirmation(mine.cms(text + b"!")))) == (422, "signature")
    found = said(portal.post(f"{address()}/confirm", confirmation(mine.cms(text), "C-2")))
    assert found["state"] == "lift_cooling"
    assert found["lift"]["cooling_until"] is not None
    event = RefusalEvent.objects.get(what="cooling")
    evidence = evidence_of(event)
    assert evidence is not None
    assert evidence[0] == asked["to_sign"]["kk"]


def test_what_was_signed_for_one_lift_confirms_no_other(portal: Desk, authority: Authority) -> None:
    refuses(portal)
    text = said(portal.post(f"{address()}/lift", r.LiftWanted(id="L-1")))["to_sign"]["ru"].encode()
    said(portal.post(f"{address()}/cancel", r.Said(id="X-1")))
    said(portal.post(f"{address()}/lift", r.LiftWanted(id="L-2")))
    signed = confirmation(authority.person(APAI, "Апай Ойдан").cms(text))
    assert refused(portal.post(f"{address()}/confirm", signed)) == (422, "signature")


def test_before_an_officer_no_signature_is_needed_and_a_part_may_stay(portal: Desk) -> None:
    refuses(portal)
    said(portal.post(f"{address()}/lift", r.LiftWanted(id="L-1", keep=["remote"], in_person=True)))
    found = said(portal.post(f"{address()}/confirm", r.Confirmation(id="C-1", in_person=True)))
    assert (found["state"], found["lift"]["keep"]) == ("lift_cooling", ["remote"])
    assert happened() == ["set", "lift_asked", "cooling"]


def test_the_same_request_is_done_once(portal: Desk) -> None:
    assert refuses(portal) == refuses(portal)
    assert happened() == ["set"]


def test_an_iin_never_stands_in_an_address_and_bad_values_are_named(portal: Desk) -> None:
    assert refused(portal.get(f"credit/refusals/{APAI}")) == (422, "person")
    assert refused(portal.post("credit/people", {"id": "P", "iin": "123456789012"})) == (422, "iin")
    assert refused(portal.post(f"{address()}/set", r.Refuse(id="S", scopes=["above"]))) == (422, "above")


def test_only_a_portal_s_key_opens_it(aldar: Desk, portal: Desk) -> None:
    assert refused(aldar.get(address())) == (403, None)
    assert refused(aldar.post(f"{address()}/set", r.Refuse(id="S", scopes=["all"]))) == (403, None)


def test_a_trusted_person_is_named_and_the_code_travels_as_a_message_alone(portal: Desk) -> None:
    refuses(portal)
    named = r.TrustedNamed(id="T-1", name="Қызы Ойдан", phone="+7 700 000 00 01", called="Апай Ойдан")
    response = portal.post(f"{address()}/trusted", named)
    assert said(response)["trusted"] == "invited"
    letter = next(each for each in letters(portal.number) if each["type"] == "credit.trusted")
    code = letter["data"]["text"]["en"].partition("type the code ")[2][:11]
    assert code not in response.content.decode()
    assert said(portal.post(f"{address()}/trusted/withdraw", r.Said(id="T-2")))["trusted"] == "none"


def test_notices_are_asked_for_by_the_portal_s_key(portal: Desk) -> None:
    refuses(portal)
    only = Desk(PORTAL, _only_portal())
    found = said(only.get("messages"))
    assert [each["type"] for each in found["messages"]] == ["credit.notice"]
    assert Message.objects.count() == 1


def test_the_history_is_read_backwards(portal: Desk) -> None:
    refuses(portal)
    said(portal.post(f"{address()}/lift", r.LiftWanted(id="L-1")))
    first = said(portal.get(f"{address()}/history?limit=1"))
    assert [each["what"] for each in first["events"]] == ["lift_asked"]
    rest = said(portal.get(f"{address()}/history?before={first['next']}"))
    assert ([each["what"] for each in rest["events"]], rest["next"]) == (["set"], None)


def test_who_asked_is_told_with_name_and_answer(portal: Desk, aldar: Desk) -> None:
    Check.objects.create(
        sequence=7, group=0, lender=Institution.objects.get(code=aldar.bank.code), application="A-1", person=person(),
        at=clock.now(), amount=40_000_000, channel=0, product=1, answer=3, reasons=1, effect=1, register=0,
    )  # fmt: skip
    (asked,) = said(portal.get(f"{address()}/asked"))["asked"]
    assert (asked["lender"], asked["answer"], asked["channel"], asked["product"], asked["amount"]) == (
        "ALDARKZA", "deny", "remote", "microcredit", 40_000_000,
    )  # fmt: skip


def test_guardians_are_looked_up_by_the_portal(portal: Desk) -> None:
    wanted = r.GuardianWanted(id="G-1", guardian=SON, ward=CHILD, ground="minor", document="АА-000000 ойдан")
    asked = said(portal.post("credit/guardians", wanted))
    assert (asked["state"], "ward_iin" in asked) == ("asked", False)
    (waiting,) = said(portal.get("credit/guardians"))["guardianships"]
    assert (waiting["ward_iin"], waiting["document"]) == (CHILD, "АА-000000 ойдан")
    decided = said(
        portal.post(f"credit/guardians/{asked['number']}/decide", r.GuardianDecided(id="G-2", confirmed=True))
    )
    assert decided["state"] == "confirmed"
    found = said(portal.post(f"{address(CHILD)}/set", r.Refuse(id="S", scopes=["all"], guardian=SON)))
    assert (found["state"], found["guardians"]) == ("set_pending", [person(SON).hex])
    ended = said(portal.post(f"credit/guardians/{asked['number']}/end", r.Ended(id="G-3")))
    assert ended["state"] == "ended"
    assert refused(portal.post("credit/guardians/xyz/end", r.Ended(id="G-4"))) == (404, None)


def _only_portal() -> str:
    """A key that may do nothing else."""
    from arasha.kernel.access import actions
    from tests.support.cast import SAULE

    return actions.issue_key(Institution.objects.get(code=PORTAL.code), SAULE, scopes=(Scope.CREDIT_PORTAL,))
