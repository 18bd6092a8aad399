"""The gateway's addresses: each handler reads, asks, answers."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

import msgspec
import structlog

from arasha import __version__
from arasha.client.credit import CreditCheck, CreditChecks
from arasha.client.schemas import Batch, ItemProblem, OutcomeAnswers, Outcomes, Payment, RegistryCheck
from arasha.interfaces.gateway import openapi, risk_feed
from arasha.interfaces.gateway.connections import parts_of
from arasha.interfaces.gateway.desk import Answered
from arasha.interfaces.gateway.gateway import Gateway
from arasha.interfaces.gateway.http import Reply, Request, Response, deadline_of, problem, whole_number
from arasha.interfaces.gateway.problems import problem_of, unreadable
from arasha.kernel.access.keys import Caller
from arasha.kernel.access.scopes import Scope
from arasha.kernel.errors import ArashaError, MethodNotAllowed, NotFound, TooLarge

logger = structlog.get_logger()

Handler = Callable[[Request, Reply], None]
STORED = "/v1/payments/"
CHECKED = "/v1/credit/checks/"
PROMETHEUS = b"text/plain; version=0.0.4; charset=utf-8"

_encode = msgspec.json.Encoder().encode
_payment = msgspec.json.Decoder(Payment)
_batch = msgspec.json.Decoder(Batch)
_outcomes = msgspec.json.Decoder(Outcomes)
_check = msgspec.json.Decoder(RegistryCheck)
_credit = msgspec.json.Decoder(CreditCheck)
_credits = msgspec.json.Decoder(CreditChecks)


class Application:
    """Answers requests over one gateway. Called on its event loop, from nowhere else."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._handlers: dict[str, dict[str, Handler]] = {
            "/v1/payments/screen": {"POST": self.screen},
            "/v1/payments/screen-batch": {"POST": self.screen_batch},
            "/v1/payments/outcome": {"POST": self.outcome},
            "/v1/registry/check": {"POST": self.check},
            "/v1/credit/check": {"POST": self.credit},
            "/v1/credit/check-batch": {"POST": self.credit_batch},
            "/v1/accounts/risk-changes": {"GET": self.risk_changes},
            "/v1/openapi.json": {"GET": self.document},
            "/health": {"GET": self.health},
            "/metrics": {"GET": self.metrics},
        }
        self._below: dict[str, dict[str, Handler]] = {STORED: {"GET": self.stored}, CHECKED: {"GET": self.checked}}
        self._document = openapi.document()
        self._reading: set[asyncio.Task[None]] = set()

    def __call__(self, request: Request, reply: Reply) -> None:
        """Answer one request, now or as soon as its micro-batch is recorded."""
        try:
            self._handler(request)(request, reply)
        except (ArashaError, msgspec.MsgspecError) as error:
            reply(self._problem(error))
        except Exception as error:
            logger.exception("request failed", error=type(error).__name__)
            reply(self._problem(ArashaError()))

    def _handler(self, request: Request) -> Handler:
        methods = self._handlers.get(request.path)
        if methods is None:
            methods = next((to for prefix, to in self._below.items() if request.path.startswith(prefix)), None)
        if methods is None:
            raise NotFound("there is no such address; GET /v1/openapi.json lists them")
        handler = methods.get(request.method)
        if handler is None:
            raise MethodNotAllowed(*methods)
        return handler

    def _problem(self, error: ArashaError | msgspec.MsgspecError) -> Response:
        ours = error if isinstance(error, ArashaError) else unreadable(error)
        self._gateway.metrics.problem(ours.code)
        return problem(ours)

    def _caller(self, request: Request, scope: Scope) -> Caller:
        return self._gateway.callers.authenticate(request.headers.get(b"authorization"), scope)

    def _admit(self, caller: Caller, items: int) -> None:
        """Bound the size of a request and the rate of a caller."""
        largest = self._gateway.settings.max_batch
        if items > largest:
            raise TooLarge(f"a request has at most {largest} items")
        self._gateway.callers.spend(caller, items)

    def screen(self, request: Request, reply: Reply) -> None:
        """POST /v1/payments/screen: one payment, one verdict."""
        caller = self._caller(request, Scope.SCREEN)
        payment = _payment.decode(request.body)
        self._admit(caller, 1)

        def tell(given: list[Answered] | ArashaError) -> None:
            answer = given[0] if isinstance(given, list) else given
            if isinstance(answer, str):
                self._gateway.lookups.budget.paid(caller.number, 1)
            reply(self._problem(answer) if isinstance(answer, ArashaError) else Response(200, answer.encode()))

        self._gateway.desk.ask((payment,), caller, deadline_of(request), tell)

    def screen_batch(self, request: Request, reply: Reply) -> None:
        """POST /v1/payments/screen-batch: up to a thousand payments, each answered for itself."""
        caller = self._caller(request, Scope.SCREEN)
        payments = _batch.decode(request.body).payments
        self._admit(caller, len(payments))

        def tell(given: list[Answered] | ArashaError) -> None:
            if isinstance(given, ArashaError):
                reply(self._problem(given))
            else:
                self._gateway.lookups.budget.paid(caller.number, sum(isinstance(one, str) for one in given))
                reply(Response(200, _answers(payments, given)))

        self._gateway.desk.ask(payments, caller, deadline_of(request), tell)

    def credit(self, request: Request, reply: Reply) -> None:
        """POST /v1/credit/check: a lender is about to lend; one question, one signed answer."""
        caller = self._caller(request, Scope.CREDIT_CHECK)
        check = _credit.decode(request.body)
        self._admit(caller, 1)

        def tell(given: list[Answered] | ArashaError) -> None:
            answer = given[0] if isinstance(given, list) else given
            reply(self._problem(answer) if isinstance(answer, ArashaError) else Response(200, answer.encode()))

        self._gateway.lenders.ask((check,), caller, deadline_of(request), tell)

    def credit_batch(self, request: Request, reply: Reply) -> None:
        """POST /v1/credit/check-batch: up to a thousand questions, each answered for itself."""
        caller = self._caller(request, Scope.CREDIT_CHECK)
        checks = _credits.decode(request.body).checks
        self._admit(caller, len(checks))

        def tell(given: list[Answered] | ArashaError) -> None:
            reply(self._problem(given) if isinstance(given, ArashaError) else Response(200, _answers(checks, given)))

        self._gateway.lenders.ask(checks, caller, deadline_of(request), tell)

    def outcome(self, request: Request, reply: Reply) -> None:
        """POST /v1/payments/outcome: what the institution did with its payments."""
        caller = self._caller(request, Scope.OUTCOME)
        reports = _outcomes.decode(request.body).outcomes
        self._admit(caller, len(reports))
        self._gateway.desk.check()
        try:
            taken = self._gateway.outcomes.take(reports, caller)
        except ArashaError:  # no room to record: nothing was
            raise
        except Exception:
            self._gateway.desk.give_up()
            raise
        reply(Response(200, _encode(OutcomeAnswers(outcomes=taken))))

    def check(self, request: Request, reply: Reply) -> None:
        """POST /v1/registry/check: what the registry knows of identifiers, with counters out of the store if asked."""
        caller = self._caller(request, Scope.REGISTRY)
        asked = _check.decode(request.body)
        self._admit(caller, len(asked.identifiers))
        known = self._gateway.lookups.check(asked, caller.number)
        if asked.counters:
            self._read(partial(self._gateway.lookups.with_counters, known), reply)
        else:
            reply(Response(200, _encode(known.answer)))

    def stored(self, request: Request, reply: Reply) -> None:
        """GET /v1/payments/{institution}/{id}: the verdict as it was given, with its receipt."""
        caller = self._caller(request, Scope.READ)
        parts = parts_of(request.path, STORED)
        # Another's verdicts are not there, rather than forbidden: the answer must not tell that they exist.
        if len(parts) != 2 or parts[0] != caller.code:
            raise NotFound
        self._admit(caller, 1)
        self._read(partial(self._gateway.stored.find, caller.number, caller.code, parts[1]), reply)

    def checked(self, request: Request, reply: Reply) -> None:
        """GET /v1/credit/checks/{lender}/{id}: the answer as it was given, with its receipt in the log."""
        caller = self._caller(request, Scope.CREDIT_CHECK)
        parts = parts_of(request.path, CHECKED)
        if len(parts) != 2 or parts[0] != caller.code:
            raise NotFound
        self._admit(caller, 1)
        self._read(partial(self._gateway.checked.find, caller.number, caller.code, parts[1]), reply)

    def risk_changes(self, request: Request, reply: Reply) -> None:
        """GET /v1/accounts/risk-changes?after=…&limit=…: how the standing risk of the caller's own accounts changed."""
        caller = self._caller(request, Scope.READ)
        after = whole_number(request, "after", 0, risk_feed.CURSORS)
        limit = whole_number(request, "limit", risk_feed.USUAL, risk_feed.LIMITS)
        self._admit(caller, 1)
        self._read(partial(risk_feed.read, caller.code, after, limit), reply)

    def _read(self, find: Callable[[], object], reply: Reply) -> None:
        """Answer from the store, in a thread: it may take its time."""
        task = asyncio.get_running_loop().create_task(self._answer_with(find, reply))
        self._reading.add(task)
        task.add_done_callback(self._reading.discard)

    async def _answer_with(self, find: Callable[[], object], reply: Reply) -> None:
        try:
            reply(Response(200, _encode(await asyncio.to_thread(find))))
        except ArashaError as error:
            reply(self._problem(error))
        except Exception as error:
            logger.exception("reading the store failed", error=type(error).__name__)
            reply(self._problem(ArashaError()))

    def document(self, _request: Request, reply: Reply) -> None:
        """GET /v1/openapi.json: this interface, described (OpenAPI 3.1)."""
        reply(Response(200, self._document))

    def health(self, _request: Request, reply: Reply) -> None:
        """GET /health: can the gateway keep its promises, and what does it do without?"""
        health = self._gateway.health(__version__)
        reply(Response(503 if health.status == "failing" else 200, _encode(health)))

    def metrics(self, _request: Request, reply: Reply) -> None:
        """GET /metrics: Prometheus' text format."""
        reply(Response(200, self._gateway.metrics.exposition(self._gateway.gauges()), PROMETHEUS))


def _answers(asked: Sequence[Payment | CreditCheck], given: list[Answered]) -> bytes:
    """The JSON of `schemas.Answers` and of `credit.CreditAnswers`."""
    refused = [(index, answer) for index, answer in enumerate(given) if isinstance(answer, ArashaError)]
    if not refused:
        return f'{{"answers":[{",".join(cast("list[str]", given))}],"problems":[]}}'.encode()
    problems = [ItemProblem(index=index, id=asked[index].id, problem=problem_of(error)) for index, error in refused]
    answers = ",".join(answer if isinstance(answer, str) else "null" for answer in given)
    return f'{{"answers":[{answers}],"problems":{_encode(problems).decode()}}}'.encode()
