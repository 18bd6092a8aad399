"""However many answers are signed together, each carries the way to the root that proves it."""

import msgspec
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from arasha.client.credit import CreditAnswer
from arasha.domains.credit.hot.group import CHECK
from arasha.domains.credit.hot.statement import check_text
from arasha.interfaces.gateway.credit.writing import Wanted, Writer, stated
from arasha.kernel.log import answers, merkle
from arasha.kernel.log.note import Signer

SIGNER = Signer("log.invalid/one", bytes(range(32)))
ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=64)


@given(st.lists(ids, min_size=1, max_size=70), st.integers(0, 2**40))
def test_every_answer_of_a_group_proves_itself(applications: list[str], first: int) -> None:
    rows = np.zeros(len(applications), CHECK)
    rows["lo"], rows["answer"], rows["reasons"] = np.arange(len(rows)) + 1, 3, 1
    said = stated(range(first, first + len(rows)), rows, applications, ["LENDER"] * len(rows))
    texts = [check_text(one) for one in said]
    leaves = [merkle.leaf_hash(text.encode()) for text in texts]
    written = Writer(SIGNER).write(first, leaves, 7, list(map(Wanted, range(len(said)), said, texts)))
    for application, text in zip(applications, written, strict=True):
        answer = msgspec.json.decode(text, type=CreditAnswer)
        signed = answers.parse(msgspec.json.encode(answer.receipt))
        assert answers.verify(signed, SIGNER.verifier).first == first
        assert (answer.id, signed.statement["application"]) == (application, application)
