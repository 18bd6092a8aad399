"""The registry for institutions that check at home: lists and what has changed in them, removals and their proof."""

import json

import msgspec

from arasha.client.handling import RemovalDone
from arasha.client.hash_lists import HashList, HomeList
from arasha.domains.registry import actions
from arasha.domains.registry.queries import reference_of
from arasha.kernel.references import Letter, reference
from tests.domains.registry.entries import DROPS_ACCOUNT, propose
from tests.interfaces.api.conftest import Desk
from tests.support.cast import DANIYAR


def asked(desk: Desk, name: str, since: int = 0) -> HashList:
    response = desk.get(f"registry/prefixes?list={name}&since={since}")
    assert response.status_code == 200, response.content
    return msgspec.json.decode(response.content, type=HashList)


def test_a_bank_keeps_a_list_at_home_and_brings_it_up_to_date(aldar: Desk, tostik: Desk) -> None:
    entry = propose()
    actions.confirm_entry(entry.id, DANIYAR)
    actions.publish_lists()
    home = HomeList()
    home.update(asked(aldar, "hold"))
    assert home.has("iban", DROPS_ACCOUNT.canonical)
    assert not home.has("iban", "KZ000000000000000000")
    actions.withdraw_entry(entry.id, "a mistake", DANIYAR)
    actions.publish_lists()
    change = asked(aldar, "hold", home.version)
    assert change.partial_update
    home.update(change)
    assert not home.has("iban", DROPS_ACCOUNT.canonical)
    assert asked(aldar, "hold", home.version).version == home.version


def test_a_list_that_is_none_and_one_that_was_never_published_are_told_apart(aldar: Desk) -> None:
    answers = {query: aldar.get(f"registry/prefixes{query}") for query in ("?list=hold", "?list=grey", "")}
    assert {query: answer.status_code for query, answer in answers.items()} == {
        "?list=hold": 404, "?list=grey": 422, "": 422,
    }  # fmt: skip
    assert json.loads(answers[""].content)["field"] == "list"


def test_a_bank_says_that_it_has_forgotten_an_entry(aldar: Desk, tostik: Desk) -> None:
    entry = propose()
    actions.confirm_entry(entry.id, DANIYAR)
    actions.withdraw_entry(entry.id, "a mistake", DANIYAR)
    name = reference_of(entry)
    messages = json.loads(tostik.get("messages").content)["messages"]
    assert [(each["type"], each["data"]["reference"]) for each in messages] == [("entry.removed", name)]
    address = f"registry/removals/{name}/confirm"
    first = tostik.post(address, RemovalDone(id="F-1"))
    assert json.loads(first.content)["confirmed_at"]
    assert tostik.post(address, RemovalDone(id="F-1")).content == first.content
    strange = reference(Letter.LISTING, entry.id + 1)
    assert tostik.post(f"registry/removals/{strange}/confirm", RemovalDone(id="F-2")).status_code == 404
