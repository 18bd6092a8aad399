"""Settings come from the environment; what cannot be used is refused by name, with what it should be."""

import os
from pathlib import Path

import pytest

from arasha.kernel.settings import Settings, WrongSetting, load


def test_nothing_has_to_be_set() -> None:
    settings = load({})
    assert (settings.host, settings.web_port, settings.gateway_port) == ("127.0.0.1", 8000, 8001)
    assert settings.database_url is None
    assert settings == load({"PATH": "/bin", "DJANGO_SETTINGS_MODULE": "x", "ARASHAX": "y"})


def test_what_is_set_counts_in_its_own_type() -> None:
    settings = load({
        "ARASHA_DATA": "/srv/arasha", "ARASHA_GATEWAY_PORT": "9001", "ARASHA_HTTPS": "true",
        "ARASHA_LOG_FORMAT": "console", "ARASHA_DATABASE_URL": "postgresql://db/centre",
    })  # fmt: skip
    assert settings.data == Path("/srv/arasha")
    assert (settings.gateway_port, settings.https, settings.log_format) == (9001, True, "console")
    assert settings.database_url == "postgresql://db/centre"


def test_a_path_may_be_written_from_home_or_from_here() -> None:
    assert load({"ARASHA_DATA": "~/arasha"}).data == Path.home() / "arasha"
    assert load({"ARASHA_DATA": "arasha"}).data == Path.cwd() / "arasha"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ARASHA_WEB_PORT", "http", "Expected `int`"),
        ("ARASHA_WEB_PORT", "70000", "<= 65535"),
        ("ARASHA_WEB_PORT", "0", ">= 1"),
        ("ARASHA_WEB_PORT", "", "Expected `int`"),
        ("ARASHA_MAX_BATCH", "-1", ">= 1"),
        ("ARASHA_HTTPS", "perhaps", "Expected `bool`"),
        ("ARASHA_LOG_LEVEL", "loud", "One of: debug, error, info, warning."),
    ],
)
def test_a_bad_value_is_refused_by_the_name_of_its_variable_with_what_it_is_for(
    name: str, value: str, says: str
) -> None:
    with pytest.raises(WrongSetting) as refused:
        load({name: value})
    assert str(refused.value).startswith(f"{name}: ")
    assert says in str(refused.value)
    assert description(name) in str(refused.value)


def test_an_unknown_name_is_refused_because_it_is_a_slip_of_the_pen() -> None:
    with pytest.raises(WrongSetting, match=r"^ARASHA_GATEWAYPORT is not a setting; docs/reference/settings.md"):
        load({"ARASHA_GATEWAYPORT": "9001"})


def test_names_of_tests_are_not_settings() -> None:
    assert load({"ARASHA_TEST_DATABASE_URL": "x", "ARASHA_REQUIRE_BROWSER": "1"}) == load({})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.7", "centre.example"])
def test_a_demonstration_that_shows_one_time_codes_listens_to_nobody_else(host: str) -> None:
    with pytest.raises(WrongSetting, match="ARASHA_HOST must be"):
        load({"ARASHA_DEMONSTRATION": "true", "ARASHA_HOST": host})
    assert load({"ARASHA_HOST": host}).host == host


def test_only_a_demonstration_with_a_store_of_its_own_may_live_by_another_clock() -> None:
    sandbox = {"ARASHA_SANDBOX_CLOCK": "/tmp/clock", "ARASHA_DEMONSTRATION": "true"}
    assert load(sandbox).sandbox_clock == Path("/tmp/clock")
    with pytest.raises(WrongSetting, match="sandboxes only"):
        load({"ARASHA_SANDBOX_CLOCK": "/tmp/clock"})
    with pytest.raises(WrongSetting, match="a store of its own"):
        load(sandbox | {"ARASHA_DATABASE_URL": "postgresql://somewhere/real"})


def test_root_keeps_its_data_with_the_system_and_others_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert load({}).data == Path("/var/lib/arasha")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert load({}).data == Path.home() / ".local/share/arasha"
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert load({}).data == Path("/data/arasha")


def test_folders_under_the_data_are_made_and_are_nobody_else_s(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "centre")
    made = settings.path("keys", "ring.json")
    assert made == tmp_path / "centre" / "keys" / "ring.json"
    assert made.parent.stat().st_mode & 0o777 == 0o700
    assert settings.data.stat().st_mode & 0o777 == 0o711, "the embedded server's user must be able to pass, not to look"


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(AttributeError):
        load({}).web_port = 1  # type: ignore[misc]


def description(name: str) -> str:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "settings.md").read_text()
    return next(line for line in page.splitlines() if line.startswith(f"| `{name}`")).split(" | ")[3].rstrip(" |")
