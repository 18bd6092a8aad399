"""What the bank sees of the payer's session on an ordinary day: people do telephone, buy new telephones, mistype codes.

Rates are general knowledge; they make the flags a hint and never a proof.
"""

import numpy as np

from arasha.simulator.country.draws import Record, compiled
from arasha.simulator.country.institutions import INSTITUTIONS
from arasha.simulator.country.living import bank_of_person, device_age_of, sim_days_of
from arasha.simulator.country.payer import Payer, Scene
from arasha.simulator.country.rows import (
    ACTIVE_CALL,
    CASH_OUT,
    MERCHANT,
    MOBILE,
    NEW_DEVICE,
    REMOTE_ACCESS,
    STEP_UP_FAILED,
    STEP_UP_PASSED,
    WEB,
)

ASKS = np.array([each.sim_asked for each in INSTITUTIONS])
LARGE = 50_000_00  # tiyn: above, banks look closer
ON_THE_PHONE, REMOTE, OTHER_DEVICE = 22, 2, 6  # payments among a thousand
STEPPED_UP, STEPPED_UP_LARGE, FAILED = 12, 140, 4


@compiled
def put_session(s: Scene, p: Payer, luck: int, row: Record) -> None:
    """Flags of the session, and the SIM card's age where the bank asks for it."""
    if row.channel not in (MOBILE, WEB):
        return
    large = row.amount >= LARGE and row.kind != MERCHANT
    flags = 0
    if luck % 1000 < (ON_THE_PHONE * 2 if large else ON_THE_PHONE):
        flags |= ACTIVE_CALL
    if luck // 1000 % 1000 < REMOTE:
        flags |= REMOTE_ACCESS
    if luck // 10**6 % 1000 < OTHER_DEVICE or device_age_of(s.w, p.number, s.day) == 0:
        flags |= NEW_DEVICE
    step_up = luck // 10**9 % 1000
    if step_up < (STEPPED_UP_LARGE if large else STEPPED_UP):
        flags |= STEP_UP_FAILED if luck // 10**12 % 1000 < FAILED * 10 else STEP_UP_PASSED
    row.flags = flags
    if large and row.kind != CASH_OUT and ASKS[bank_of_person(s.w, row.debtor)]:
        row.sim_days = sim_days_of(s.w, p.number, s.day)
