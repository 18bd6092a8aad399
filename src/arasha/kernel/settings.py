"""Every setting of the centre, typed, with its meaning; read from the environment as `ARASHA_<NAME>`.

`docs/reference/settings.md` is generated from here, and a test fails when it is not up to date.
"""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from arasha.kernel.settings_identification import Address, Identification

PREFIX = "ARASHA_"

Port = Annotated[int, Meta(ge=1, le=65535)]
Count = Annotated[int, Meta(ge=1)]
PerMille = Annotated[int, Meta(ge=0, le=1000)]
HalfLife = Annotated[int, Meta(ge=1, le=365)]


def _default_data() -> Path:
    """Where a service keeps its state: /var/lib for root, the user's data folder otherwise (XDG base directories)."""
    if os.geteuid() == 0:
        return Path("/var/lib/arasha")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "arasha"


class Settings(Identification, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an operator may set. Each field's description is its documentation."""

    data: Annotated[
        Path, Meta(description="Folder of everything that is kept: journal, snapshots, keys, embedded store.")
    ] = msgspec.field(default_factory=_default_data)
    machine_code: Annotated[
        Path | None,
        Meta(description="Folder of compiled machine code, to share it between centres. Unset: `data`/machine-code."),
    ] = None
    database_url: Annotated[
        str | None,
        Meta(
            description="A PostgreSQL 15+ server, `postgresql://user:password@host/database`. Unset: the embedded one."
        ),
    ] = None
    host: Annotated[str, Meta(description="The address on which the web and the gateway listen.")] = "127.0.0.1"
    web_port: Annotated[Port, Meta(description="Port of the workspace, the API and the public pages.")] = 8000
    gateway_port: Annotated[Port, Meta(description="Port of the real-time gateway.")] = 8001
    allowed_hosts: Annotated[
        str, Meta(description="Names, separated by commas, under which the web may be addressed (the Host header).")
    ] = "127.0.0.1,localhost"
    hotline: Annotated[
        str | None,
        Meta(description="Telephone of the centre's hotline as it is dialled, shown on citizens' pages. Unset: none."),
    ] = None
    proxies: Annotated[
        int,
        Meta(
            ge=0,
            le=9,
            description="How many proxies stand before the web: so many last words of X-Forwarded-For are believed.",
        ),
    ] = 0
    https: Annotated[
        bool, Meta(description="The web is served over HTTPS: cookies are marked secure, HSTS is sent.")
    ] = False
    demonstration: Annotated[
        bool,
        Meta(
            description="A demonstration on one machine: one-time codes are shown at log-in. `host` must be loopback."
        ),
    ] = False
    sandbox_clock: Annotated[
        Path | None,
        Meta(
            description="File with the clock of a sandbox, by which all its processes live instead of the machine's; "
            "it is set, hurried and stopped from outside. Only with `ARASHA_DEMONSTRATION`. Unset: real time."
        ),
    ] = None
    master_key_file: Annotated[
        Path | None,
        Meta(description="File with the master key (64 hex digits) that wraps all others. Unset: made in `data`/keys."),
    ] = None
    log_origin: Annotated[
        str, Meta(description="Name of this centre's Merkle log, first line of its checkpoints (C2SP tlog-checkpoint).")
    ] = "arasha.invalid/log"
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Meta(description="Least level that is logged.")
    ] = "info"
    log_format: Annotated[
        Literal["json", "console"], Meta(description="Logs for machines or for a person at a terminal.")
    ] = "json"
    otlp_endpoint: Annotated[
        Address | None,
        Meta(
            description="OpenTelemetry collector for traces, `http://host:4318` (OTLP over HTTP); needs the extra "
            "`otel`. Unset: no traces are made."
        ),
    ] = None
    api_key: Annotated[str | None, Meta(description="The key with which `arasha screen` asks the gateway.")] = None

    max_body_bytes: Annotated[
        Count, Meta(description="Largest body of a request to the gateway, bytes; more is 413.")
    ] = 2_097_152
    max_batch: Annotated[Count, Meta(description="Most payments or identifiers in one request; more is 413.")] = 1_000
    max_pending: Annotated[
        Count, Meta(description="Payments that may wait for their verdict; beyond it the gateway answers 503.")
    ] = 20_000
    max_connections: Annotated[
        Count, Meta(description="Connections the gateway holds at once; more are answered 503.")
    ] = 4_096
    idle_timeout_s: Annotated[
        Count, Meta(description="A connection that asks nothing for so long is closed, seconds.")
    ] = 30
    lookup_tokens: Annotated[
        Count,
        Meta(
            description="Look-ups in the registry that an institution may have saved up: one that is listed costs 1, "
            "one that is not costs 20, a screened payment gives 1 back; beyond it is 429."
        ),
    ] = 40_000
    lookup_tokens_per_second: Annotated[
        Count, Meta(description="How many of these tokens come back by themselves a second.")
    ] = 200
    payments_per_second: Annotated[
        Count, Meta(description="Payments and look-ups a key may send a second, on average; more is 429.")
    ] = 200_000
    requests_per_second: Annotated[
        Count, Meta(description="Requests a key may send to the API under /api a second, on average; more is 429.")
    ] = 200
    clock_skew_s: Annotated[
        Count, Meta(description="How far in the future a payment's time may lie, seconds; more is 422.")
    ] = 300
    hold_hours: Annotated[
        Count, Meta(description="How long the verdicts warn and hold stand before they expire, hours.")
    ] = 24
    four_eyes_tenge: Annotated[
        Count,
        Meta(description="Above so many tenge it takes two people to release a hold or to ask held money back."),
    ] = 1_000_000
    terms_file: Annotated[
        Path | None,
        Meta(
            description="File (TOML) that overlays the terms of the law and the working days which ship with the "
            "program. Unset: the shipped ones."
        ),
    ] = None
    private_webhooks: Annotated[
        bool,
        Meta(
            description="Messages to institutions may go to addresses of the local network, and without TLS to this "
            "machine: for closed networks and trials."
        ),
    ] = False
    webhook_timeout_s: Annotated[
        Count, Meta(description="How long a receiver of messages may take to answer one, seconds.")
    ] = 10
    message_keep_days: Annotated[
        Count, Meta(description="How long messages are kept after an institution has them, days.")
    ] = 90
    shadow_rules: Annotated[
        str,
        Meta(description="Codes of rules, separated by commas, that only watch: they are recorded and decide nothing."),
    ] = ""

    account_risk_half_life_days: Annotated[
        HalfLife, Meta(description="Days in which what stands against an account fades to a half.")
    ] = 30
    control_sample_per_mille: Annotated[
        PerMille,
        Meta(
            description="Of payments that would be held for behaviour alone, so many per mille are warned instead, so "
            "that it is known what holds are worth; 0: none."
        ),
    ] = 5
    control_sample_most_tenge: Annotated[
        Count, Meta(description="The largest payment that may be in the control sample, tenge.")
    ] = 50_000

    trace_rule: Annotated[
        Literal["fifo", "proportional", "lowest_balance"],
        Meta(description="By which rule stolen money is followed through accounts that hold other money too."),
    ] = "fifo"
    trace_depth: Annotated[
        int, Meta(ge=1, le=10, description="Through how many accounts stolen money is followed into the past.")
    ] = 5

    credit_lenders: Annotated[
        int,
        Meta(
            ge=2,
            le=4,
            description="The so-manieth lender that asks about one person within the window has to wait.",
        ),
    ] = 2
    credit_window_minutes: Annotated[
        Count, Meta(description="How long an application for a loan counts as one of many, minutes.")
    ] = 60
    credit_hold_hours: Annotated[
        Count, Meta(description="How long later lenders wait when several were asked in one person's name, hours.")
    ] = 24

    journal_segment_mb: Annotated[
        Count, Meta(description="Size of one journal file, reserved on the disk in advance, MiB.")
    ] = 64
    journal_keep_days: Annotated[
        Count,
        Meta(
            description="How long drained journal files are kept; within half of it a repeated question gets its "
            "stored answer."
        ),
    ] = 7
    snapshot_payments: Annotated[
        Count, Meta(description="Payments after which a new snapshot of the hot state is made.")
    ] = 1_000_000
    snapshot_minutes: Annotated[
        Count, Meta(description="Minutes after which a new snapshot is made, if there was any payment.")
    ] = 10
    drain_interval_ms: Annotated[
        Count, Meta(description="How often the journal is drained into PostgreSQL, milliseconds.")
    ] = 250
    engine_accounts: Annotated[
        Count, Meta(description="Accounts for which the engine makes room at start; it grows by doubling.")
    ] = 65_536
    engine_payments: Annotated[
        Count,
        Meta(description="Payments of the last 7 days for which the engine makes room at start; it grows by doubling."),
    ] = 262_144

    def path(self, *parts: str) -> Path:
        """A path under the data folder; its folder is made, readable by nobody else."""
        target = self.data.joinpath(*parts)
        self.data.mkdir(parents=True, exist_ok=True, mode=0o711)  # the embedded server's user must be able to pass
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return target


class WrongSetting(Exception):
    """A setting cannot be used; the message names it and says what it should be."""


def load(environment: Mapping[str, str]) -> Settings:
    """Read the settings from an environment; `WrongSetting` when one is unknown or cannot be read."""
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX)
        and not name.startswith(f"{PREFIX}TEST_")
        and not name.startswith(f"{PREFIX}REQUIRE_")
    }
    try:
        settings = msgspec.convert(given, Settings, strict=False, dec_hook=_decode)
    except msgspec.ValidationError as error:
        raise WrongSetting(_remedy(str(error))) from None
    if settings.demonstration and settings.host not in {"127.0.0.1", "localhost", "::1"}:
        raise WrongSetting("ARASHA_DEMONSTRATION shows one-time codes, so ARASHA_HOST must be 127.0.0.1")
    if settings.sandbox_clock and not settings.demonstration:
        raise WrongSetting("ARASHA_SANDBOX_CLOCK is for sandboxes only; set ARASHA_DEMONSTRATION to true, or unset it")
    if settings.sandbox_clock and settings.database_url:
        raise WrongSetting("a sandbox has a store of its own; unset ARASHA_DATABASE_URL or ARASHA_SANDBOX_CLOCK")
    return settings


def _decode(wanted: type, value: object) -> object:
    """Types that msgspec leaves to us."""
    if wanted is Path:
        return Path(str(value)).expanduser().absolute()
    raise NotImplementedError(wanted)


def _remedy(message: str) -> str:
    """Msgspec's message in the operator's words: the variable's name first."""
    if "unknown field" in message:
        name = message.split("`")[1]
        return f"{PREFIX}{name.upper()} is not a setting; docs/reference/settings.md lists them"
    what, _, where = message.partition(" - at `$.")
    name = where.rstrip("`")
    return f"{PREFIX}{name.upper()}: {what}. {_description(name)}"


def _description(name: str) -> str:
    """What a setting is for, and which values it takes."""
    schema = msgspec.json.schema(Settings, schema_hook=lambda _: {"type": "string"})["$defs"]["Settings"]
    field = schema["properties"][name]
    allowed = f" One of: {', '.join(field['enum'])}." if "enum" in field else ""
    return f"{field['description']}{allowed}"


@cache
def current() -> Settings:
    """The settings of this process."""
    return load(os.environ)
