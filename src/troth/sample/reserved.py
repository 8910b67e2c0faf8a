"""What may be invented: numbers, addresses and domains that are set aside for it and can never be anybody's.

Telephone numbers are those that Ofcom keeps for drama, domains are those of RFC 2606 and RFC 6761, network addresses
those of RFC 5737 and RFC 3849, cards are the payment industry's test cards, National Insurance numbers begin with
QQ (never issued), and the second half of a postcode has letters that Royal Mail never uses there.
"""

from random import Random

HOUSE = "ljtsystems.example"  # the company's own domain
SWITCHBOARD = "01184960000"  # a clerk without a number types the company's own
SUPPORT_LINE, SALES_LINE = "08081570000", "08081570100"

# Area code, the digits kept for drama in it (three more follow), and how both are written.
AREAS = {
    "reading": ("0118", "4960"),
    "london": ("020", "79460"),
    "leeds": ("0113", "4960"),
    "sheffield": ("0114", "4960"),
    "nottingham": ("0115", "4960"),
    "leicester": ("0116", "4960"),
    "bristol": ("0117", "4960"),
    "birmingham": ("0121", "4960"),
    "edinburgh": ("0131", "4960"),
    "glasgow": ("0141", "4960"),
    "liverpool": ("0151", "4960"),
    "manchester": ("0161", "4960"),
    "cardiff": ("029", "20180"),
    "belfast": ("028", "96496"),
    "elsewhere": ("01632", "960"),
}
MOBILE = ("07700", "900")
DESK = ("03069", "990")  # colleagues' direct lines
RANGES = (*AREAS.values(), MOBILE, DESK, ("0808", "1570"), ("0909", "8790"))

MAIL_DOMAINS = (
    "larkmail.example postbox.example fernmail.example brightpost.example example.org example.net example.com".split()
)
CARDS = (
    ("Visa", "1111"),
    ("Visa", "1881"),
    ("Mastercard", "4444"),
    ("Mastercard", "5100"),
    ("American Express", "0005"),
    ("Discover", "1117"),
)
NEVER_IN_A_POSTCODE = "CIKMOV"


class Numbers:
    """Telephone numbers, each handed out once; when an area has none left, nobody else there has a landline."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._left = {area: self._range(*split) for area, split in AREAS.items()}
        self._left["reading"].remove(SWITCHBOARD)
        self._mobiles, self._desks = self._range(*MOBILE), self._range(*DESK)

    def _range(self, code: str, start: str) -> list[str]:
        whole = [f"{code}{start}{last:03d}" for last in range(1000)]
        self._rng.shuffle(whole)
        return whole

    def landline(self, area: str) -> str:
        """A number of an area, as its eleven digits; nothing when they have all gone."""
        left = self._left[area]
        return left.pop() if left else ""

    def mobile(self) -> str:
        """One of the thousand mobile numbers; nothing when they have all gone."""
        return self._mobiles.pop() if self._mobiles else ""

    def desk(self) -> str:
        """A colleague's direct line."""
        return self._desks.pop()


def spelt(number: str, rng: Random) -> str:
    """A telephone number the way somebody typed it: with +44, 0044 or 0, with blanks, brackets or neither."""
    code, rest = parted(number)
    half = 3 if len(rest) == 6 and rng.random() < 0.5 else len(rest) - 4
    body = f"{rest[:half]} {rest[half:]}" if half > 2 else rest
    way = rng.random()
    if way < 0.5:
        return f"{code} {body}"
    if way < 0.64:
        return number
    if way < 0.76:
        return f"+44 {code[1:]} {body}"
    if way < 0.84:
        return f"+44{number[1:]}"
    if way < 0.9:
        return f"0044 {code[1:]} {rest}"
    if way < 0.95:
        return f"({code}) {body}"
    return f"+44 (0){code[1:]} {body}"


def parted(number: str) -> tuple[str, str]:
    """Area code and the rest."""
    for code, start in RANGES:
        if number.startswith(code + start):
            return code, number[len(code) :]
    raise ValueError("no number of a reserved range")


def plain(number: str) -> str:
    """A number as it is usually written: 020 7946 0521, 07700 900142, 01632 960123."""
    code, rest = parted(number)
    return f"{code} {rest}" if len(rest) == 6 else f"{code} {rest[:-4]} {rest[-4:]}"


def national_id(serial: int, rng: Random) -> str:
    """A National Insurance number that cannot be one: QQ, six digits, a letter; each serial gives another."""
    digits = (serial * 7919 + 104729) % 1_000_000
    return f"QQ{digits:06d}{rng.choice('ABCD')}"


def national_id_spelt(value: str, rng: Random) -> str:
    """With or without its blanks, now and then in small letters."""
    way = rng.random()
    if way < 0.5:
        return value
    if way < 0.9:
        return f"{value[:2]} {value[2:4]} {value[4:6]} {value[6:8]} {value[8:]}"
    return value.lower()


def email_spelt(address: str, rng: Random) -> str:
    """As typed into a form: mostly as it is, now and then with capitals or a blank that slipped in."""
    way = rng.random()
    if way < 0.88:
        return address
    if way < 0.93:
        return address.title()
    if way < 0.96:
        return address.upper()
    return f" {address}" if way < 0.98 else f"{address} "


def postcode(outward: str, rng: Random) -> str:
    """A postcode of a real district whose second half belongs to no street."""
    return f"{outward} {rng.randrange(1, 10)}{rng.choice(NEVER_IN_A_POSTCODE)}{rng.choice(NEVER_IN_A_POSTCODE)}"


def network_address(rng: Random) -> str:
    """An address of the documentation ranges; one in eight is of the newer sort."""
    if rng.random() < 0.125:
        return f"2001:db8:{rng.randrange(65536):x}:{rng.randrange(65536):x}::{rng.randrange(1, 65536):x}"
    return f"{rng.choice(('192.0.2', '198.51.100', '203.0.113'))}.{rng.randrange(1, 255)}"
