"""What is hashed is the one canonical spelling of what is stated."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.hot.statement import Changed, Checked, change_text, check_text
from arasha.domains.credit.rules.answers import CHANNELS, PRODUCTS, Reason
from arasha.kernel.facts import canonical_json

whole = st.integers(0, 2**53)
tokens = st.binary(min_size=16, max_size=16).map(bytes.hex)
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=64)
checks = st.builds(
    Checked, whole, texts, texts, tokens, whole, whole, st.integers(0, len(CHANNELS) - 1),
    st.integers(0, len(PRODUCTS) - 1), st.integers(0, len(Answer) - 1), st.integers(0, sum(Reason)),
    st.integers(-1, 2**53), whole,
)  # fmt: skip
changes = st.builds(Changed, whole, tokens, st.integers(0, 2**31 - 1), whole, whole)


@given(st.one_of(checks.map(check_text), changes.map(change_text)))
def test_a_statement_is_canonical_json(text: str) -> None:
    assert canonical_json(msgspec.json.decode(text)) == text.encode()


@given(checks)
def test_a_check_states_what_was_asked_and_answered(said: Checked) -> None:
    stated = msgspec.json.decode(check_text(said))
    assert (stated["application"], stated["lender"], stated["person"]) == (said.application, said.lender, said.person)
    assert stated["answer"] == Answer(said.answer).word
    assert stated.get("amount", 0) == said.amount
    assert stated.get("until", 0) == said.until
