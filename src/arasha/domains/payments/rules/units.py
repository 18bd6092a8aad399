"""How the figures of a feature row are read."""

from enum import StrEnum


class Unit(StrEnum):
    """How a figure is read."""

    MONEY = "money"  # hundredths of the currency
    COUNT = "count"
    HUNDREDTHS = "hundredths"  # of a count that fades
    MILLIBITS = "millibits"  # thousandths of a bit; -1: of nothing
    SECONDS = "seconds"  # -1: never
    SHARE = "share"  # per mille; -1: of nothing
    FLAG = "flag"
    HOUR = "hour"
    DAYS = "days"  # -1: not known
    TIER = "tier"
    KIND = "kind"
    CHANNEL = "channel"
    PARTY = "party"
    STEP_UP = "step_up"
