"""Everybody: the cast, and as many further customers as the estate shall have, in households and firms.

The further ones never take a name of the cast, so that no search for one of the fifty meets them by chance.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from troth.sample import names
from troth.sample.cast import Cast, build
from troth.sample.model import TODAY, Account, Address, Colleague, Contact, Person
from troth.sample.reserved import (
    CARDS,
    MAIL_DOMAINS,
    SWITCHBOARD,
    Numbers,
    email_spelt,
    national_id,
    national_id_spelt,
    network_address,
    postcode,
    spelt,
)

FIRST_CUSTOMER, FIRST_ACCOUNT = 10001, 2001
STAFF = (
    ("Ruth Adeyemi", "Compliance Manager"),
    ("Tom Harker", "Support"),
    ("Sunita Rao", "Support team lead"),
    ("Priya Nair", "Order desk"),
    ("Megan Loughlin", "Support"),
    ("Callum Reeves", "Support"),
    ("Daniel Okafor", "Support"),
    ("Elin Prosser", "Support"),
    ("Gavin Stott", "Field engineer"),
    ("Nasreen Akhtar", "Field engineer"),
    ("Pete Wardle", "Field engineer"),
    ("Joe Cullen", "Field engineer"),
    ("Bridget Fahy", "Accounts"),
    ("Martin Oakes", "Accounts"),
    ("Leanne Tully", "Sales"),
    ("Oliver Sands", "Sales"),
    ("Kasia Mazur", "Sales"),
    ("Lydia Judd", "People and hiring"),
    ("Lance Tarrant", "Managing Director"),
)


@dataclass
class Population:
    """The people of the estate, with the room to make more of them (enquirers, applicants)."""

    cast: Cast
    accounts: list[Account]
    contacts: list[Contact]
    addresses: list[Address]
    staff: list[Colleague]
    numbers: Numbers
    taken: set[tuple[str, str]]  # names that only the cast has
    handles: Counter[str]  # what stands before the @, and how often
    serial: int = 100  # of the last National Insurance number

    @property
    def customers(self) -> list[Person]:
        """Each customer once."""
        return list(dict.fromkeys(contact.person for contact in self.contacts))

    def by_job(self, *jobs: str) -> list[Colleague]:
        """Colleagues who do one of these jobs."""
        return [each for each in self.staff if each.job in jobs]

    def somebody(self, rng: Random, *, with_email: bool = True) -> Person:
        """A further person, not yet known to any system."""
        if rng.random() < 0.07:
            first, last, handle = rng.choice(names.FURTHER)
            title = rng.choice(("Mr", "Ms", "", "Dr"))
        else:
            title, first, last = names.given_name(rng)
            while (first, last) in self.taken:
                title, first, last = names.given_name(rng)
            handle = _handle(first, last, rng)
        born = date(1938, 1, 1) + timedelta(days=rng.randrange(69 * 365)) if rng.random() < 0.8 else None
        person = Person(title, first, last, born, ip=network_address(rng))
        if with_email:
            self.handles[handle] += 1
            number = self.handles[handle]
            person.email = f"{handle}{number if number > 1 else ''}@{rng.choice(MAIL_DOMAINS)}"
        return person


def people_of(count: int, rng: Random) -> Population:
    """As many customers as asked for, the cast among them, numbered in the order in which they came."""
    numbers = Numbers(rng)
    cast = build(rng, numbers)
    taken = {(person.first, person.last) for person in cast.people.values()}
    handles = Counter(person.email.split("@")[0] for person in cast.people.values())
    crowd = Population(cast, list(cast.accounts), [], [], [], numbers, taken, handles)
    for person in cast.people.values():
        person.ip = network_address(rng)
        for mate in person.line_mates:
            mate.ip = person.ip
    known = sum(1 for person in cast.people.values() if person.contacts)
    for account in _further(crowd, count - known, rng):
        crowd.accounts.append(account)
    crowd.accounts.sort(key=lambda account: account.opened_on)
    for number, account in enumerate(crowd.accounts, FIRST_ACCOUNT):
        account.id = number
    crowd.contacts = sorted((c for a in crowd.accounts for c in a.contacts), key=lambda contact: contact.created_on)
    for number, contact in enumerate(crowd.contacts, FIRST_CUSTOMER):
        contact.id = number
    crowd.addresses = list(dict.fromkeys(a for c in crowd.contacts for a in (c.address, c.account.address)))
    for number, address in enumerate(crowd.addresses, 1):
        address.id = number
    _write_down(crowd, rng)
    crowd.staff = _staff(cast, numbers)
    cast.staff = crowd.staff
    return crowd


def _further(crowd: Population, count: int, rng: Random) -> Iterator[Account]:
    """Accounts until so many further persons are customers."""
    firms: set[str] = set()
    parents: list[Account] = []
    while count > 0:
        way = rng.random()
        if way < 0.12 and count >= 2:
            yield _firm(crowd, min(count, rng.randrange(1, 6)), firms, parents, rng)
            count -= len(parents[-1].contacts)
        elif way < 0.24 and count >= 2:
            yield _home(crowd, 2, rng)
            count -= 2
        elif way < 0.28 and count >= 2:  # two who share a flat, each with an account
            at = _address(rng)
            pair = [_home(crowd, 1, rng, at), _home(crowd, 1, rng, at)]
            both, line = [account.contacts[0].person for account in pair], crowd.numbers.landline(at.area)
            if line:
                for person in both:
                    person.landline, person.line_mates = line, both
            yield from pair
            count -= 2
        else:
            account = _home(crowd, 1, rng)
            yield account
            count -= 1
            if way > 0.985 and not account.closed_on:  # came back and was entered again
                again = Account("home", account.name, account.address, _between(account.opened_on, TODAY, rng))
                Contact(account.contacts[0].person, again, account.address, again.opened_on)
                yield again


def _home(crowd: Population, holders: int, rng: Random, at: Address | None = None) -> Account:
    """A home account of one holder or two."""
    where = at or _address(rng)
    people = [crowd.somebody(rng, with_email=rng.random() < 0.93) for _ in range(holders)]
    if holders == 2 and rng.random() < 0.5:
        people[1].last = people[0].last
    if holders == 2 and rng.random() < 0.25 and people[0].email:
        people[1].email = people[0].email
        people[0].email_mates = people[1].email_mates = people
    name = " & ".join(dict.fromkeys(person.last for person in people))
    opened = _opened(rng)
    account = Account("home", name, where, opened)
    if rng.random() < 0.13:
        account.closed_on = _between(opened + timedelta(days=40), TODAY, rng)
    line = crowd.numbers.landline(where.area) if at is None and rng.random() < 0.8 else ""
    for person in people:
        person.landline, person.ip = line, people[0].ip
        if line and holders == 2:
            person.line_mates = people
        person.mobile = crowd.numbers.mobile() if rng.random() < 0.3 else ""
        if rng.random() < 0.12:
            crowd.serial += 1
            person.national_id = national_id(crowd.serial, rng)
        Contact(person, account, where, opened if person is people[0] else _between(opened, account.until, rng))
    return account


def _firm(crowd: Population, size: int, firms: set[str], parents: list[Account], rng: Random) -> Account:
    """A firm with its contacts; one in twelve belongs to another customer."""
    name = names.firm(rng)
    while name in firms:
        name = f"{names.firm(rng)} {rng.choice(names.TOWNS)[0]}"
        if name in firms:
            name = f"{rng.choice(names.SURNAMES)} & {rng.choice(names.SURNAMES)} {rng.choice(names.FIRM_TRADE)}"
    firms.add(name)
    account = Account("business", f"{name} Ltd" if size > 1 else name, _address(rng), _opened(rng))
    account.parent = rng.choice(parents) if parents and rng.random() < 0.08 else None
    domain = "".join(letter for letter in name.lower() if letter.isascii() and letter.isalnum()) + ".example"
    line = crowd.numbers.landline(account.address.area)
    people = [crowd.somebody(rng) for _ in range(size)]
    on_the_line = people[:3]
    for person in people:
        person.email = f"{person.email.split('@')[0]}@{domain}"
        person.born = None
        if person in on_the_line and line:
            person.landline, person.line_mates = line, on_the_line
        contact = Contact(person, account, account.address, account.opened_on)
        contact.job = rng.choice(names.FIRM_JOBS)
    parents.append(account)
    return account


def _write_down(crowd: Population, rng: Random) -> None:
    """Each contact's fields as somebody typed them, the blanks and the switchboard's number among them."""
    ordinary = [contact for contact in crowd.contacts if not contact.person.tracked and not contact.person.landline]
    clerks = set(rng.sample(ordinary, min(len(ordinary), max(8, len(crowd.contacts) // 36))))
    for contact in crowd.contacts:
        person = contact.person
        again = contact is not person.contacts[0]
        contact.first, contact.last = (person.first, person.last.upper()) if again else (person.first, person.last)
        contact.email = email_spelt(person.email, rng) if person.email else rng.choice((None, "", " "))
        contact.email_since = contact.created_on if person.email else None
        if person.email and not person.tracked and rng.random() < 0.15:
            contact.email_since = _between(contact.created_on, contact.account.until, rng)
        if contact in clerks:
            person.landline, person.listed = SWITCHBOARD, False
        contact.phone = spelt(person.landline, rng) if person.landline else rng.choice((" ", " ", None, ""))
        contact.mobile = spelt(person.mobile, rng) if person.mobile else None
        contact.born = person.born if not again or rng.random() < 0.5 else None
        contact.national_id = national_id_spelt(person.national_id, rng) if person.national_id else None
        brand, last_four = rng.choice(CARDS)
        contact.card = brand, f"tok_{rng.getrandbits(64):016x}", last_four
    cast = crowd.cast
    for short in ("keith", "blank"):
        cast[short].contacts[0].phone = " "
    cast["theo"].contacts[0].email_since = date(2026, 11, 18)
    cast["eleanor"].contacts[0].email = " Eleanor.Finch@Example.ORG "
    cast["rupert"].contacts[0].phone = f"+44 (0){cast['rupert'].landline[1:]}"


def _staff(cast: Cast, numbers: Numbers) -> list[Colleague]:
    """Who works here; one of them is a customer too."""
    staff = []
    for number, (name, job) in enumerate(STAFF, 1):
        colleague = Colleague(number, name, job, date(2011 + number * 5 % 14, 1 + number * 7 % 12, 1 + number * 3 % 28))
        colleague.phone = numbers.desk()
        if name == "Pete Wardle":
            colleague.left_on = date(2025, 6, 30)
        staff.append(colleague)
    by_name = {colleague.name: colleague for colleague in staff}
    for short in ("priya", "tom"):
        by_name[cast[short].name].person = cast[short]
    return staff


def _address(rng: Random) -> Address:
    place, area, district = names.town(rng)
    flat = f"Flat {rng.randrange(1, 40)}" if rng.random() < 0.15 else ""
    return Address(names.street(rng), place, postcode(district, rng), area, flat)


def _opened(rng: Random) -> date:
    """A day on which somebody became a customer: more of them in later years."""
    return TODAY - timedelta(days=30 + int(4900 * rng.random() ** 1.6))


def _between(first: date, last: date, rng: Random) -> date:
    """A day from the one to the other."""
    return first + timedelta(days=rng.randrange(max(1, (last - first).days)))


def _handle(first: str, last: str, rng: Random) -> str:
    """What stands before the @."""
    plain = last.lower().replace("'", "")
    way = rng.random()
    if way < 0.6:
        return f"{first.lower()}.{plain}"
    return f"{first[0].lower()}.{plain}" if way < 0.8 else f"{first.lower()}{plain[0]}{rng.randrange(50, 99)}"
