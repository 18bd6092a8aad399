"""One source of time: exact to the microsecond, UTC inside, Kazakhstan's time on screens."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel import clock


def zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


SINCE = clock.to_us(datetime(2024, 3, 1, tzinfo=zone(300)))

numbers = st.integers(-(10**16), 10**17)
instants = st.builds(lambda us, minutes: clock.from_us(us).astimezone(zone(minutes)), numbers, st.integers(-840, 840))


@given(instants)
def test_an_instant_survives_the_way_into_microseconds_and_back(instant: datetime) -> None:
    back = clock.from_us(clock.to_us(instant))
    assert back == instant
    assert back.tzinfo is UTC


@given(instants, instants)
def test_numbers_are_in_the_order_of_instants(one: datetime, other: datetime) -> None:
    assert (clock.to_us(one) < clock.to_us(other)) == (one < other)


@given(numbers)
def test_microseconds_survive_the_way_into_an_instant_and_back(us: int) -> None:
    assert clock.to_us(clock.from_us(us)) == us


def test_the_epoch_is_zero_whatever_the_zone() -> None:
    assert clock.to_us(datetime(1970, 1, 1, 5, tzinfo=zone(300))) == 0


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(TypeError):
        clock.to_us(datetime(2026, 11, 20))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("instant", "hour"),
    [
        (datetime(2024, 2, 29, 17, 59, 59, tzinfo=UTC), 23),
        (datetime(2024, 2, 29, 18, 0, tzinfo=UTC), 23),
        (datetime(2024, 2, 29, 19, 0, tzinfo=UTC), 0),
        (datetime(2026, 11, 20, 7, 0, tzinfo=UTC), 12),
    ],
)
def test_screens_show_almaty_before_and_after_the_country_became_one_zone(instant: datetime, hour: int) -> None:
    """At midnight of 1 March 2024 Almaty turned its clocks from UTC+6 to UTC+5: the hour before it came twice."""
    assert clock.on_screen(instant).hour == hour


@given(st.integers(SINCE, SINCE + 10 * 365 * clock.DAY))
def test_the_engine_s_plain_offset_is_the_zone_s_since_then(us: int) -> None:
    assert (us + clock.ALMATY_OFFSET) % clock.DAY // clock.HOUR == clock.on_screen(clock.from_us(us)).hour


def test_now_is_the_same_in_all_its_forms() -> None:
    before, us, after = clock.now(), clock.now_us(), clock.now()
    assert clock.to_us(before) - clock.SECOND <= us <= clock.to_us(after) + clock.SECOND
    assert before.utcoffset() == timedelta(0)


def test_the_measuring_clock_never_goes_back() -> None:
    readings = [clock.monotonic() for _ in range(1000)]
    assert readings == sorted(readings)
