"""The gateway described for machines, made from the very classes that decode and encode the messages."""

from arasha import __version__
from arasha.client import credit as c
from arasha.client import schemas as s
from arasha.interfaces.gateway import risk_feed
from arasha.kernel import openapi
from arasha.kernel.openapi import About, Header, Operation, Parameter

PROBLEMS = {
    401: "The key is missing, unknown, expired or revoked",
    403: "The key may not do this, or the payment is another institution's",
    404: "There is nothing under this name, or it is not yours",
    405: "The address does not take this method",
    409: "The id was used before for another payment",
    413: "The body or the batch is larger than allowed",
    415: "The body is not JSON",
    422: "The body cannot be read; `field` says where",
    429: "More than this key may send; come back after Retry-After seconds",
    503: "No answer can be recorded now, so none is given; come back after Retry-After seconds",
}
COMMON = (401, 403, 405, 413, 415, 422, 429, 503)
READING = (401, 403, 404, 405, 429, 503)

FEED = (
    Parameter("after", "The `next` of the answer before; 0 at the very first.", risk_feed.CURSORS, 0),
    Parameter("limit", "The most changes in the answer.", risk_feed.LIMITS, risk_feed.USUAL),
)

DEADLINE = Header(
    "Arasha-Deadline-Ms",
    "Milliseconds within which the answer is of use; later the stand-in policy is answered.",
    range(1, 60_001),
)

LATEST = Header(
    "Arasha-Deadline-Ms",
    "Milliseconds within which the answer is of use; later there is none: without a receipt do not lend.",
    range(1, 60_001),
)

OPERATIONS = (
    Operation(
        "/v1/payments/screen",
        "post",
        "Screen one payment",
        s.Payment,
        s.Answer,
        (*COMMON, 409),
        headers=(DEADLINE,),
    ),
    Operation(
        "/v1/payments/screen-batch",
        "post",
        "Screen up to 1000 payments",
        s.Batch,
        s.Answers,
        COMMON,
        headers=(DEADLINE,),
    ),
    Operation("/v1/payments/outcome", "post", "Report what was done", s.Outcomes, s.OutcomeAnswers, COMMON),
    Operation("/v1/registry/check", "post", "Look identifiers up", s.RegistryCheck, s.RegistryAnswer, COMMON),
    Operation(
        "/v1/credit/check",
        "post",
        "Ask before lending",
        c.CreditCheck,
        c.CreditAnswer,
        (*COMMON, 409),
        headers=(LATEST,),
    ),
    Operation(
        "/v1/credit/check-batch",
        "post",
        "Ask about up to 1000 applications",
        c.CreditChecks,
        c.CreditAnswers,
        COMMON,
        headers=(LATEST,),
    ),
    Operation("/v1/credit/checks/{lender}/{id}", "get", "A stored answer", None, c.StoredCheck, READING),
    Operation("/v1/payments/{institution}/{id}", "get", "A stored verdict", None, s.StoredVerdict, READING),
    Operation(
        "/v1/accounts/risk-changes",
        "get",
        "Changes of account risk",
        None,
        s.RiskChanges,
        (401, 403, 405, 422, 429, 503),
        query=FEED,
    ),
    Operation("/health", "get", "Can the gateway keep its promises?", None, s.Health, (405,), secured=False),
    Operation("/metrics", "get", "Prometheus metrics", None, None, (405,), secured=False, media="text/plain"),
    Operation("/v1/openapi.json", "get", "This document", None, None, (405,), secured=False),
)

ABOUT = About(
    title="Arasha gateway",
    version=__version__,
    description="Real-time decisions of the national anti-fraud centre. Amounts are whole tiyn.",
    problems=PROBLEMS,
    problem=s.Problem,
)


def document() -> bytes:
    """The OpenAPI document as JSON."""
    return openapi.document(ABOUT, OPERATIONS)
