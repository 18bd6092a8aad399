"""The words of questions and answers, for doors: what stands in messages, and the codes under which it is kept."""

from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.rules.answers import CHANNELS, PRODUCTS, REASONS, Reason, codes_of
from arasha.kernel.languages import texts

ANSWERS = [answer.word for answer in Answer]
CHANNEL_CODES = {word: code for code, word in enumerate(CHANNELS)}
PRODUCT_CODES = {word: code for code, word in enumerate(PRODUCTS)}


def reasons_of(reasons: int) -> list[dict[str, object]]:
    """Reasons as messages carry them: code, and text in all languages."""
    return [{"code": code, "text": texts(REASONS[Reason[code]].text)} for code in codes_of(reasons)]
