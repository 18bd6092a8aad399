"""Traces reach a collector when one is named, say nothing of anybody, and cost nothing when none is."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import httpx
import msgspec
import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Status
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job

from arasha.app import tracing
from arasha.app.tracing import gateway, web, worker
from arasha.domains.payments.actions import record
from arasha.interfaces.gateway.drain import JOURNAL
from arasha.kernel.access.roles import Role
from arasha.kernel.log.models import SignedCheckpoint
from arasha.kernel.settings import Settings, WrongSetting, current
from tests.support.cast import ALDAR, DROP, PENSIONER, TOSTIK, payment
from tests.support.centre import Centre, free_port
from tests.support.collector import Collector
from tests.support.door import Doors, plain
from tests.support.people import LogIn
from tests.support.recorded import given

SCREEN = "/v1/payments/screen"
TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
NOBODY = (PENSIONER.account, DROP.account, ALDAR.code, TOSTIK.code, "QUESTION-", "of-the-cast", "127.0.0.1", "42424242")


@pytest.fixture
def traced(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings with a collector, in force in this process."""
    settings = msgspec.structs.replace(current(), otlp_endpoint=collector.url)
    monkeypatch.setattr(web, "current", lambda: settings)
    return settings


def assert_nobody_is_in(collector: Collector) -> None:
    """What was sent holds nobody's account, name or id; strings stand in it as they are."""
    everything = b"".join(collector.bodies)
    assert everything
    assert not [word for word in NOBODY if word.encode() in everything]


def test_a_page_is_a_span_with_its_route_and_status_and_not_its_address(
    traced: Settings, collector: Collector, log_in: LogIn
) -> None:
    sequence = given()
    browser = log_in(Role.ANALYST)
    assert browser.get(f"/en/payments/{sequence}/?q={PENSIONER.account}").status_code == 200
    assert browser.get("/en/nowhere/42424242/").status_code == 404
    browser.generic(PENSIONER.account, "/en/queue/")
    first, second, third = collector.wait_for(lambda spans: len(spans) == 3)
    assert (first.service, first.name) == ("web", "GET workspace:payment")
    assert first.attributes == {
        "http.request.method": "GET", "http.route": "workspace:payment", "http.response.status_code": 200,
    }  # fmt: skip
    assert (second.name, second.attributes["http.response.status_code"]) == ("GET unknown", 404)
    assert third.name.startswith("_OTHER ")
    assert_nobody_is_in(collector)
    assert f"payments/{sequence}" not in str(first.span)


def test_a_screened_payment_is_in_the_span_of_its_micro_batch(
    traced: Settings, collector: Collector, doors: Doors
) -> None:
    door = doors.open(gateway.watcher(traced))
    with door.client() as bank:
        assert not bank.screen(payment("QUESTION-1")).degraded
        bank.screen_batch([payment("QUESTION-2"), payment("QUESTION-3")])
    spans = collector.wait_for(lambda spans: len(spans) == 2)
    assert [(seen.service, seen.name, seen.attributes) for seen in spans] == [
        ("gateway", "micro-batch", {"arasha.payments": count}) for count in (1, 2)
    ]
    assert all(0 < seen.span.end_time_unix_nano - seen.span.start_time_unix_nano < 60e9 for seen in spans)
    assert b"arasha_group_payments_count 2.0" in httpx.get(f"{door.url}/metrics").content, "the metrics hear of it too"
    assert_nobody_is_in(collector)


def test_a_single_screen_becomes_a_part_of_the_asker_s_own_trace(
    traced: Settings, collector: Collector, doors: Doors
) -> None:
    door = doors.open(gateway.watcher(traced))
    with door.http() as http:
        http.headers["traceparent"] = f"00-{TRACE}-{PARENT}-01"
        assert http.post(SCREEN, json=plain(payment("QUESTION-1"))).status_code == 200
        assert http.post(SCREEN, json={"id": PENSIONER.account}).status_code == 422
        http.headers["traceparent"] = f"00-{PENSIONER.account}-01"
        assert http.post(SCREEN, json=plain(payment("QUESTION-1"))).status_code == 200
    spans = collector.wait_for(lambda spans: len(spans) == 4)
    screens = [seen for seen in spans if seen.name == "screen"]
    assert [seen.attributes for seen in screens] == [
        {"http.response.status_code": 200}, {"http.response.status_code": 422},
    ]  # fmt: skip
    for seen in screens:
        assert (seen.span.trace_id.hex(), seen.span.parent_span_id.hex()) == (TRACE, PARENT)
    assert_nobody_is_in(collector)


def test_a_task_that_fails_says_the_type_of_its_error_and_never_its_text(
    traced: Settings, collector: Collector
) -> None:
    (around,) = worker.middleware(traced)
    job = Job(id=1, lock=None, queueing_lock=None, task_name="arasha.react", queue="default")
    context = JobContext(start_timestamp=0.0, app=None, job=job, abort_reason=lambda: None)  # type: ignore[arg-type]

    def fail() -> None:
        raise ValueError(PENSIONER.account)

    with pytest.raises(ValueError, match=PENSIONER.account):
        around(fail, context, None)
    assert around(lambda: "done", context, None) == "done"
    failed, went_well = collector.wait_for(lambda spans: len(spans) == 2)
    assert (failed.service, failed.name, failed.attributes) == ("worker", "arasha.react", {})
    assert (failed.span.status.code, failed.span.status.message) == (Status.STATUS_CODE_ERROR, "ValueError")
    assert not failed.span.events
    assert went_well.span.status.code == Status.STATUS_CODE_UNSET
    assert_nobody_is_in(collector)


WEB_PORT = free_port()


def wait_until(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def page_comes() -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(f"http://127.0.0.1:{WEB_PORT}/en/log-in/", timeout=10).status_code == 200
    return False


@pytest.fixture
def centre_settings(collector: Collector) -> dict[str, str]:
    return {
        "ARASHA_OTLP_ENDPOINT": collector.url,
        "ARASHA_WEB_PORT": str(WEB_PORT),
        "OTEL_BSP_SCHEDULE_DELAY": "600000",
    }


def test_every_process_traces_under_its_own_name_and_sends_what_waits_when_it_is_stopped(
    collector: Collector, centre: Centre
) -> None:
    centre.start("web", "worker")
    with centre.client() as bank:
        bank.screen(payment("QUESTION-1"))
    wait_until(lambda: record.position(JOURNAL) == 1)
    wait_until(page_comes)
    wait_until(lambda: SignedCheckpoint.objects.filter(size__gt=0).exists())
    centre.stop()
    seen = {(one.service, one.name) for one in collector.spans}
    assert seen >= {
        ("gateway", "micro-batch"), ("keeper", "drain"), ("web", "GET workspace:log-in"),
        ("worker", "arasha.sign_checkpoint"),
    }  # fmt: skip
    assert_nobody_is_in(collector)


ALL = """
import sys
from arasha.app.ready import ready
settings = ready()
from arasha.app.cli import processes
from arasha.app.tracing import gateway, web, worker
from arasha.app.wsgi import application
from arasha.app import tracing, worker as process
from arasha.interfaces.gateway import keeper, server
assert gateway.watcher(settings) is tracing.begin(settings, "keeper") is None
assert worker.middleware(settings) == []
print(sorted({name.split(".")[0] for name in sys.modules if name.startswith("opentelemetry")}))
"""


def test_without_a_collector_nothing_is_made_and_opentelemetry_is_not_even_imported() -> None:
    done = subprocess.run([sys.executable, "-c", ALL], env=os.environ, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_where_opentelemetry_is_not_installed_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    settings = Settings(otlp_endpoint="http://127.0.0.1:4318")
    for wanted in (tracing.check, lambda settings: tracing.begin(settings, "web")):
        with pytest.raises(WrongSetting, match=r"ARASHA_OTLP_ENDPOINT .*pip install arasha\[otel\]"):
            wanted(settings)
    tracing.check(Settings())
