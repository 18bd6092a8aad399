"""What is written is read again: whatever a message says, in every version, to the tiyn and the millisecond."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arasha.interfaces.exchange.iso20022 import documents
from arasha.interfaces.exchange.iso20022.messages import Account, Agent, Group, Item, Original, Party
from arasha.interfaces.exchange.iso20022.values import INSTANT, MONEY, TEXTS, Kind
from arasha.interfaces.exchange.iso20022.versions import LAYOUTS, VERSIONS, Message
from arasha.kernel.money import LARGEST
from tests.interfaces.exchange.iso20022.letters import LETTERS

WITHOUT_HEADER = [version for version in LAYOUTS if not version.startswith("head")]


def back(group: Group, items: list[Item], version: str) -> tuple[Group, list[Item]]:
    """A message written and read again."""
    document = documents.read(documents.write(group, items, version))
    assert document.version == version
    return document.group, document.items()


def counted(group: Any, items: list[Item], version: str) -> Group:
    """The group as it comes back: with the number of items where the message says it."""
    says = any(field.name == "count" for field in LAYOUTS[version].group)
    expected: Group = msgspec.structs.replace(group, count=len(items)) if says else group
    return expected


@pytest.mark.parametrize("version", WITHOUT_HEADER)
def test_every_message_comes_back_as_it_was_in_every_version(version: str) -> None:
    group, items = next(LETTERS[message] for message, versions in VERSIONS.items() if version in versions)
    assert back(group, items, version) == (counted(group, items, version), items)


def test_every_message_has_a_letter() -> None:
    assert LETTERS.keys() == set(Message) == VERSIONS.keys()


# Texts of the standard are never empty, and have no white space around them that anybody would miss.
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=35)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
instants = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)).map(  # noqa: DTZ001
    lambda moment: (moment - timedelta(microseconds=moment.microsecond % 1000)).replace(tzinfo=UTC)
)
amounts = st.integers(1, LARGEST)
codes = st.from_regex(r"[A-Z]{4}", fullmatch=True)
agents = st.one_of(
    st.builds(Agent, bic=st.sampled_from(["ALDARKZA", "TOSTIKZAXXX"])),
    st.builds(Agent, bic=st.sampled_from(["", "ALDARKZA"]), member=texts.map(lambda text: text[:28])),
)
parties = st.one_of(
    st.builds(Party, name=texts, person=texts, mobile=st.from_regex(r"\+[0-9]{1,3}-[0-9]{1,12}", fullmatch=True)),
    st.builds(Party, name=texts, organisation=texts),
)
accounts = st.one_of(
    st.just(Account()),
    st.builds(Account, iban=st.just("KZ119910000000000001")),
    st.builds(Account, other=texts.map(lambda t: t[:34])),
)
uetrs = st.uuids(version=4).map(str) | st.just("")
originals = st.builds(
    Original,
    message_id=texts,
    message_name=texts,
    instruction_id=texts | st.just(""),
    end_to_end_id=texts,
    uetr=uetrs,
)
BY_TYPE: dict[Any, Any] = {Agent: agents, Party: parties, Account: accounts, Original: originals}
BY_NAME: dict[str, Any] = {
    "uetr": uetrs,
    "category": codes,
    "purpose": codes,
    "settlement": st.sampled_from(["CLRG", "INDA"]),
    "charges": st.sampled_from(["SLEV", "DEBT", "SHAR"]),
}


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), version=st.sampled_from([each for each in WITHOUT_HEADER if each.startswith("pacs.008")]))
def test_whatever_a_payment_says_comes_back(data: st.DataObject, version: str) -> None:
    layout = LAYOUTS[version]
    items = data.draw(st.lists(items_of(layout.fields, layout.item_type), min_size=1, max_size=3))
    group = LETTERS[Message.CREDIT_TRANSFER][0]
    assert back(group, items, version) == (counted(group, items, version), items)


def items_of(fields: Any, made: type[Item]) -> st.SearchStrategy[Item]:
    """Items of a layout with anything in their fields."""
    kinds = {field.name.partition(".")[0]: field.kind for field in fields}
    hints = {name: type(default) for name, default in zip(made.__struct_fields__, _defaults(made), strict=True)}
    return st.builds(
        made,
        **{name: BY_TYPE[hints[name]] if hints[name] in BY_TYPE else value(name, kind) for name, kind in kinds.items()},
    )


def _defaults(made: type[Item]) -> list[Any]:
    defaults = list(made.__struct_defaults__)
    return [None] * (len(made.__struct_fields__) - len(defaults)) + defaults


def value(name: str, kind: Kind) -> st.SearchStrategy[Any]:
    """Anything that a field of a kind may say."""
    if name in BY_NAME:
        return BY_NAME[name]  # type: ignore[no-any-return]
    if kind is MONEY:
        return amounts
    if kind is INSTANT:
        return instants
    if kind is TEXTS:
        return st.lists(texts, max_size=3)
    return days if kind.shape.startswith("a day") else texts


@settings(max_examples=60)
@given(
    amount=amounts,
    part=amounts,
    case=texts,
    lines=st.lists(texts, max_size=4),
    version=st.sampled_from(list(VERSIONS[Message.RESOLUTION])),
)
def test_whatever_an_answer_says_comes_back(amount: int, part: int, case: str, lines: list[str], version: str) -> None:
    group, (item,) = LETTERS[Message.RESOLUTION]
    changed = msgspec.structs.replace(item, amount=part, case=case, information=lines, original=Original(amount=amount))
    assert back(group, [changed], version) == (group, [changed])
