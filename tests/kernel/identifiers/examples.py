"""Values to test with: published examples where a standard has them, invented ones elsewhere."""

from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits

from hypothesis import settings
from hypothesis import strategies as st

from arasha.kernel.identifiers import Kind, checks, national
from arasha.kernel.identifiers.iban_structures import STRUCTURES

at_any_speed = settings(deadline=None, max_examples=200)


def numbers(size: int) -> st.SearchStrategy[str]:
    return st.text(digits, min_size=size, max_size=size)


def with_national_check_digit(bodies: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    checked = bodies.map(lambda body: (body, national.check_digit(body)))
    return checked.filter(lambda pair: pair[1] is not None).map(lambda pair: f"{pair[0]}{pair[1]}")


def with_luhn_digit(bodies: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return bodies.map(lambda body: body + checks.luhn(body))


def _bban(structure: str) -> st.SearchStrategy[str]:
    alphabets = {"n": digits, "a": ascii_uppercase, "c": digits + ascii_uppercase}
    parts, size = [], ""
    for char in structure.replace("[", "").replace("]", ""):
        if char in alphabets:
            parts.append(st.text(alphabets[char], min_size=int(size), max_size=int(size)))
            size = ""
        else:
            size += char
    return st.tuples(*parts).map("".join)


def iban_check_digits(country: str, bban: str) -> str:
    """ISO 13616-1 §6.2, by the letter: a letter is its place in base 36, the whole is taken modulo 97."""
    whole = "".join(str(int(char, 36)) for char in f"{bban}{country}00")
    return f"{98 - int(whole) % 97:02}"


def ibans(countries: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def of(country: str) -> st.SearchStrategy[str]:
        return _bban(STRUCTURES[country]).map(lambda bban: f"{country}{iban_check_digits(country, bban)}{bban}")

    return countries.flatmap(of)


iins = with_national_check_digit(
    st.builds(
        lambda day, century, order: f"{day:%y%m%d}{century}{order}",
        st.dates(),
        st.sampled_from("3456"),
        numbers(4),
    ).filter(lambda body: body[2:6] != "0229")
)
bins = with_national_check_digit(
    st.builds(
        lambda year, month, kind, division, order: f"{year:02}{month:02}{kind}{division}{order}",
        st.integers(0, 99),
        st.integers(1, 12),
        st.sampled_from("456"),
        st.sampled_from("0123"),
        numbers(5),
    )
)
cards = with_luhn_digit(st.builds(str.__add__, st.sampled_from("23456789"), st.text(digits, min_size=10, max_size=17)))
imeis = with_luhn_digit(st.builds(str.__add__, st.sampled_from(["35", "86", "01"]), numbers(12)))
iccids = with_luhn_digit(st.builds(str.__add__, st.just("89"), st.text(digits, min_size=15, max_size=17)))
mobiles = st.builds(
    "{}{}{}".format,
    st.sampled_from(["+7", "8", "7", "007", "8107", ""]),
    st.sampled_from(["700", "701", "705", "707", "747", "771", "777"]),
    numbers(7),
)
labels = st.text(ascii_lowercase + digits, min_size=1, max_size=12)
domains = st.builds(
    "{}.{}".format,
    st.one_of(labels, st.sampled_from(["қазына", "банк-қз", "аррӏе", "faß", "例え"])),
    st.sampled_from(["kz", "com.kz", "com", "қаз", "рф", "top", "github.io"]),
)
ips = st.ip_addresses().map(str)
urls = st.builds(
    "{}://{}{}/{}".format,
    st.sampled_from(["http", "HTTPS"]),
    st.one_of(domains, st.ip_addresses(v=4).map(str), st.ip_addresses(v=6).map("[{}]".format)),
    st.sampled_from(["", ":80", ":443", ":8080"]),
    st.text(ascii_letters + digits + "/.%?#&=~é қ\\".replace(" ", ""), max_size=20),
)
handles = st.builds(
    "{}:{}".format,
    st.sampled_from(["telegram", "instagram", "vk", "tiktok", "facebook", "youtube", "threads", "x"]),
    st.text(ascii_letters + digits, min_size=5, max_size=12).map("Q{}".format),
)

VALUES: dict[Kind, st.SearchStrategy[str]] = {
    Kind.IIN: iins,
    Kind.BIN: bins,
    Kind.IBAN: ibans(st.sampled_from(sorted(STRUCTURES))),
    Kind.CARD: cards,
    Kind.ACCOUNT: st.builds(
        "{}:{}".format, st.sampled_from(["WALLETKZ", "MFO_7", "a1"]), st.text(digits, min_size=1, max_size=20)
    ),
    Kind.PHONE: st.one_of(mobiles, st.sampled_from(["+442079460958", "998901234567", "+1 (415) 555-2671"])),
    Kind.DEVICE: st.text([chr(code) for code in range(33, 127)], min_size=1, max_size=128),
    Kind.IMEI: st.one_of(imeis, imeis.map(lambda imei: imei[:14]), imeis.map(lambda imei: f"{imei[:14]}07")),
    Kind.ICCID: iccids,
    Kind.EMAIL: st.builds("{}@{}".format, st.text(ascii_letters + digits + "+-_", min_size=1, max_size=20), domains),
    Kind.IP: ips,
    Kind.DOMAIN: domains,
    Kind.URL: urls,
    Kind.CRYPTO: st.sampled_from(
        [
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "3P14159f73E4gFr7JterCCQh9QjiTjiZrG",
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359",
            "TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL",
        ]
    ),
    Kind.SOCIAL: st.one_of(handles, mobiles.map("whatsapp:{}".format)),
}
valued = st.sampled_from(list(Kind)).flatmap(lambda kind: st.tuples(st.just(kind), VALUES[kind]))
