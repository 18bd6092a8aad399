"""What is shown of a message lets nobody use it."""

import msgspec

from arasha.interfaces.exchange.iso20022.masking import masked
from arasha.interfaces.exchange.iso20022.messages import Cancellation
from tests.interfaces.exchange.iso20022.letters import LETTERS, TRANSFER
from tests.support.cast import DROP, PENSIONER

SECRETS = (
    PENSIONER.account,
    DROP.account,
    "500101300004",
    "7015550011",
    "Зейнеткер",
    "thanks",
    "left at",
    "the holder",
)


def test_no_account_name_number_or_story_is_shown() -> None:
    for group, items in LETTERS.values():
        for part in (group, *items):
            shown = msgspec.json.encode(masked(part)).decode()
            assert not [secret for secret in SECRETS if secret in shown], shown


def test_what_a_payment_is_called_and_how_much_it_is_stays() -> None:
    shown = masked(TRANSFER)
    assert (shown["end_to_end_id"], shown["amount"]) == ("E-1", 15_000_000)
    assert shown["debtor_account"]["iban"].startswith("KZ")
    assert shown["debtor_agent"] == {"bic": "ALDARKZA"}


def test_code_words_stay_and_other_lines_are_hidden() -> None:
    assert masked(Cancellation(information=["/AMT/1.00", "Ivan said"]))["information"] == ["/AMT/1.00", "•••"]
