"""Ways of stealing, one file each; `docs/reference/schemes.md` has them in a table."""

from arasha.simulator.crime.schemes.advertisement import ADVERTISEMENT, KOSTANAY
from arasha.simulator.crime.schemes.base import Scheme
from arasha.simulator.crime.schemes.cabinets import Cabinets
from arasha.simulator.crime.schemes.friend import Friend
from arasha.simulator.crime.schemes.investment import Investment
from arasha.simulator.crime.schemes.leaks import Leaks
from arasha.simulator.crime.schemes.lottery import Lottery
from arasha.simulator.crime.schemes.phishing import Phishing
from arasha.simulator.crime.schemes.pyramid import ELIMAI, PYRAMID
from arasha.simulator.crime.schemes.safe_account import SafeAccount
from arasha.simulator.crime.schemes.sim_boxes import SimBoxes
from arasha.simulator.crime.schemes.sim_swap import SimSwap
from arasha.simulator.crime.schemes.wallets import Wallets
from arasha.simulator.crime.schemes.weaponised import Weaponised

# What a plan draws from, and two cases of the record that are only played when somebody asks for them.
SCHEMES: tuple[Scheme, ...] = (
    SafeAccount(), ADVERTISEMENT, PYRAMID, Investment(), Phishing(), Friend(), Cabinets(), Wallets(), SimBoxes(),
    Lottery(), Leaks(), Weaponised(), SimSwap(),
)  # fmt: skip
CASES: tuple[Scheme, ...] = (KOSTANAY, ELIMAI)
BY_NAME: dict[str, Scheme] = {each.name: each for each in (*SCHEMES, *CASES)}
