"""Banks, lenders and operators of a country that nobody can take for real ones: all out of fairy tales."""

from typing import NamedTuple

from arasha.simulator.country.draws import Array, choices


class Institution(NamedTuple):
    """A participant: its code, kind, names, three digits in account numbers, share of people who bank there."""

    code: str
    kind: str
    kk: str
    ru: str
    en: str
    digits: str
    share: float
    sim_asked: bool = False  # does it ask the operator how old the payer's SIM card is?


INSTITUTIONS = (
    Institution("ALDARKZA", "bank", "Алдар Көсе Банкі", "Банк Алдара Косе", "Bank of Aldar Kose", "991", 0.36, True),
    Institution("TOSTIKZA", "bank", "Ер Төстік Банкі", "Банк Ер-Тостика", "Bank of Er Tostik", "992", 0.21, True),
    Institution("TAZSHKZA", "bank", "Тазша Бала Банкі", "Банк Тазша Бала", "Bank of Tazsha Bala", "993", 0.10),
    Institution("KANBAKZA", "bank", "Қаңбақ Шал Банкі", "Банк Канбак Шала", "Bank of Kanbak Shal", "994", 0.09, True),
    Institution(
        "ZHIREKZA", "bank", "Жиренше Шешен Банкі", "Банк Жиренше Шешена", "Bank of Zhirenshe Sheshen", "995", 0.07
    ),
    Institution("AYAZBKZA", "bank", "Аяз Би Банкі", "Банк Аяз би", "Bank of Ayaz Bi", "996", 0.05),
    Institution("KUNEKKZA", "bank", "Күнекей Қыз Банкі", "Банк Кунекей Кыз", "Bank of Kunekei Kyz", "997", 0.04),
    Institution("SAMRUKZA", "bank", "Самұрық Құс Банкі", "Банк птицы Самрук", "Bank of the Samruk Bird", "998", 0.04),
    Institution("TULPAKZA", "bank", "Тұлпар Банкі", "Банк Тулпара", "Bank of Tulpar", "999", 0.02),
    Institution("BOZINKZA", "bank", "Бозінген Банкі", "Банк Бозинген", "Bank of Bozingen", "990", 0.02),
    Institution(
        "ZHELMKZA", "payment_organisation", "Желмаяқ Төлем", "Желмаяк Платёж", "Zhelmayak Payments", "989", 0.0
    ),
    Institution(
        "MYSTAKZA", "micro_lender", "Мыстан Кемпір Несие", "Мыстан Кемпир Кредит", "Mystan Kempir Credit", "988", 0.0
    ),
    Institution("SHOPANKZ", "micro_lender", "Шопан Ата Несие", "Шопан Ата Кредит", "Shopan Ata Credit", "987", 0.0),
)
CODES = tuple(each.code for each in INSTITUTIONS)
PLACE = {code: place for place, code in enumerate(CODES)}
BANKS = tuple(place for place, each in enumerate(INSTITUTIONS) if each.kind == "bank")
WALLETS = PLACE["ZHELMKZA"]

LENDERS = ("ALDARKZA", "TOSTIKZA", "KANBAKZA", "MYSTAKZA", "SHOPANKZ")
LENDER_PLACES = tuple(PLACE[code] for code in LENDERS)
BUREAUS = ("SANDYKKZ",)
PORTAL = "ASHYKKZA"

# Where people bank, by a draw of 12 bits: their main account, and another one (which more often is at a smaller house).
MAIN_BANK: Array = choices({place: INSTITUTIONS[place].share for place in BANKS})
OTHER_BANK: Array = choices({place: INSTITUTIONS[place].share ** 0.7 for place in BANKS})


class Operator(NamedTuple):
    """A mobile operator: its code, names, and the prefixes that were given to it (people take numbers elsewhere)."""

    code: str
    kk: str
    ru: str
    en: str
    prefixes: tuple[str, ...]


# Which prefixes belong together follows the numbering plan; the operators are invented.
OPERATORS = (
    Operator("QULAGERM", "Құлагер Мобайл", "Кулагер Мобайл", "Kulager Mobile", ("701", "702", "775", "778")),
    Operator("TAIBURYL", "Тайбурыл Байланыс", "Тайбурыл Связь", "Taiburyl Link", ("705", "706", "771", "776", "777")),
    Operator("KOKZHALM", "Көкжал Сымсыз", "Кокжал Мобайл", "Kokzhal Wireless", ("700", "707", "708", "747")),
)
PREFIXES = tuple((prefix, place) for place, each in enumerate(OPERATORS) for prefix in each.prefixes)

MARKETPLACES = ("Қара Жорға", "Көк Базар", "Алтын Сақа", "Сиқырлы Дорба")
MESSENGERS = ("Тілдес", "Хабаршы Құс", "Бәйтерек Чат")
