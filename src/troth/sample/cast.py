"""The fifty of the truth and those who live, work or are named beside them: one household a trap.

The first ten are ordinary customers with a long history; every later one sets the trap that its entry names.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from troth.sample.model import Account, Address, Colleague, Contact, Person
from troth.sample.names import TOWNS, town
from troth.sample.reserved import SWITCHBOARD, Numbers, national_id, plain, postcode
from troth.sample.truth import Part


@dataclass(eq=False)
class Cast:
    """Everybody whom the truth follows, by a short name; their accounts; and what is asked about them."""

    accounts: list[Account] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)  # customers and strangers alike
    staff: list[Colleague] = field(default_factory=list)
    parts: list[Callable[[], Part]] = field(default_factory=list)  # asked for once customer numbers are given

    def __getitem__(self, short: str) -> Person:
        return self.people[short]


def build(rng: Random, numbers: Numbers) -> Cast:
    """The cast, its households and its fifty questions."""
    scene = Scene(rng, numbers)
    for act in (_ordinary, _ways_to_be_known, _households, _namesakes, _numbers, _strangers, _staff, _scripts, _hands):
        act(scene)
    for person in scene.cast.people.values():
        person.tracked = True
    return scene.cast


class Scene:
    """Puts people on the stage: addresses, numbers, accounts, and their part in the truth."""

    def __init__(self, rng: Random, numbers: Numbers) -> None:
        self.rng, self.numbers, self.cast = rng, numbers, Cast()

    def person(self, short: str, name: str, born: str = "", email: str = "", mobile: bool = False) -> Person:
        """Somebody with a title and a name; `|` parts given name and surname where a blank does not."""
        title, _, rest = name.partition(" ")
        first, _, last = unicodedata.normalize("NFC", rest).partition("|" if "|" in rest else " ")
        made = Person(title, first, last, date.fromisoformat(born) if born else None, email)
        made.mobile = self.numbers.mobile() if mobile else ""
        self.cast.people[short] = made
        return made

    def address(self, line1: str, of: str = "", outward: str = "", line2: str = "") -> Address:
        """An address in a town; in one by name where it is named, with its district."""
        place, area, district = town(self.rng)
        if of:
            place, area = next((name, area) for name, area, _, _ in TOWNS if name == of)
        return Address(line1, place, postcode(outward or district, self.rng), area, line2)

    def home(self, people: list[Person], opened: str, at: Address, *, line: bool = True, closed: str = "") -> Account:
        """A home account of one or two holders."""
        name = people[0].last if len(people) == 1 else f"{people[0].last} & {people[1].last}"
        account = Account("home", name, at, date.fromisoformat(opened), date.fromisoformat(closed) if closed else None)
        number = self.numbers.landline(at.area) if line else ""
        for person in people:
            person.landline = person.landline or number
            self.contact(person, account, at)
        if number and len(people) > 1:
            for person in people:
                person.line_mates = people
        self.cast.accounts.append(account)
        return account

    def contact(self, person: Person, account: Account, at: Address, on: date | None = None) -> Contact:
        """A row about a person; how each field is spelt is decided with everybody else's."""
        return Contact(person, account, at, on or account.opened_on)

    def ask(self, short: str | None, who: str, trap: str, near: str = "", name: str = "") -> None:
        """A question of the truth: `who` names the kinds that are given, `near` those whose rows must stay out."""
        cast = self.cast

        def part() -> Part:
            person = cast[short] if short else None
            others = [cast[each] for each in near.split()]
            source = person or others[0]
            return Part(name or source.name, [_given(kind, source) for kind in who.split()], trap, person, others)

        cast.parts.append(part)


def _given(kind: str, person: Person) -> tuple[str, str]:
    """One identifier of a person, not always spelt as the systems have it."""
    match kind:
        case "customer":
            return kind, str(person.number)
        case "email":
            return kind, person.email
        case "EMAIL":
            return "email", f" {person.email.upper()}"
        case "phone":
            return kind, person.phone
        case "landline":
            return "phone", f"0044 {plain(person.landline)[1:]}"
        case "mobile":
            return "phone", f"+44 {plain(person.mobile)[1:]}"
        case "switchboard":
            return "phone", plain(SWITCHBOARD)
        case "name":
            return kind, person.name
        case "nfd-name":
            return "name", unicodedata.normalize("NFD", person.name)
        case "NAME":
            return "name", f"{person.first.upper()}  {person.last.upper()}"
        case "birth-date":
            assert person.born
            return kind, person.born.isoformat()
        case "postcode":
            return kind, person.contacts[0].address.postcode
        case "national-id":
            return kind, person.national_id
    raise ValueError(kind)


def _ordinary(s: Scene) -> None:
    """Ten customers as they mostly are, with a long history; a demonstration shows them."""
    for short, name, born, email, opened, line1, where, outward in (
        ("hannah", "Mrs Hannah Whitcombe", "1984-05-17", "hannah.whitcombe@larkmail.example", "2023-03-03",
         "14 Larkfield Rise", "Reading", "RG4"),
        ("dev", "Mr Dev Patel", "1979-11-02", "dev.patel@postbox.example", "2019-06-12",
         "3 Copper Close", "Leicester", "LE2"),
        ("ffion", "Ms Ffion Bevan", "1991-01-29", "ffion.bevan@example.org", "2021-09-20",
         "27 Priory Terrace", "Cardiff", "CF5"),
        ("owen", "Mr Owen Castle", "1968-08-08", "owen.castle@fernmail.example", "2017-02-14",
         "8 Ropewalk Lane", "Bristol", "BS6"),
        ("marguerite", "Mrs Marguerite Doyle", "1955-04-23", "m.doyle@brightpost.example", "2016-10-05",
         "61 Station Avenue", "Liverpool", "L18"),
        ("samuel", "Mr Samuel Osei", "1988-12-11", "samuel.osei@larkmail.example", "2020-04-27",
         "112 Harbour Way", "London", "SE22"),
        ("colin", "Mr Colin Marsh", "1962-07-30", "colin.marsh@example.net", "2015-05-18",
         "5 Mill Gardens", "Reading", "RG6"),
        ("agnieszka", "Ms Agnieszka Nowak", "1986-02-05", "agnieszka.nowak@postbox.example", "2022-01-10",
         "40 Viaduct Street", "Manchester", "M20"),
        ("grace", "Dr Grace Adeyinka", "1973-10-19", "grace.adeyinka@example.com", "2018-08-01",
         "19 Juniper Drive", "Birmingham", "B17"),
        ("tomos", "Mr Tomos Pritchard", "1995-06-06", "tomos.pritchard@fernmail.example", "2021-03-15",
         "2 Quarry Crescent", "Sheffield", "S10"),
    ):  # fmt: skip
        person = s.person(short, name, born, email, mobile=True)
        person.rich = True
        s.home([person], opened, s.address(line1, where, outward))
        s.ask(short, "email", "none: an ordinary customer with a long history")


def _ways_to_be_known(s: Scene) -> None:
    """The same search by every kind of identifier, each spelt otherwise than the systems have it."""
    s.home([s.person("eleanor", "Miss Eleanor Finch", "1990-03-14", "eleanor.finch@example.org")], "2019-11-04",
           s.address("33 Bramble Grove"))  # fmt: skip
    s.ask("eleanor", "EMAIL", "e-mail with other case and blanks, in the question and in the systems")
    s.home([s.person("rupert", "Mr Rupert Langley", "1958-12-01", "r.langley@example.net")], "2014-07-21",
           s.address("9 Chapel Row"))  # fmt: skip
    s.ask("rupert", "landline", "telephone spelt with 0044, with +44 and with 0; a long-standing customer")
    s.home([s.person("bronwen", "Mrs Bronwen Ellis", "1976-09-27", "bronwen.ellis@larkmail.example", mobile=True)],
           "2018-03-19", s.address("71 Kestrel Way"))  # fmt: skip
    s.ask("bronwen", "mobile", "a mail thread with two customers; replies to the other one alone", "alasdair")
    s.home([s.person("alasdair", "Mr Alasdair Munro", "1966-06-18", "alasdair.munro@postbox.example")],
           "2016-01-11", s.address("4 Thistle Lane"))  # fmt: skip
    s.home([s.person("munro2", "Mr Alasdair Munro", "1992-10-03", "a.munro92@example.com")], "2021-05-05",
           s.address("88 Beacon Street"))  # fmt: skip
    s.ask("alasdair", "name birth-date", "name and birth date; a namesake with another birthday", "munro2 bronwen")
    s.home([s.person("niamh", "Ms Niamh Gallagher", "1983-08-22", "niamh.gallagher@example.org", mobile=True)],
           "2020-02-03", s.address("15 Weaver Terrace"))  # fmt: skip
    s.ask("niamh", "NAME postcode", "name and postcode; a call with two customers on the line", "gareth")
    gareth = s.person("gareth", "Mr Gareth Hughes", "1970-04-04", "gareth.hughes@fernmail.example", mobile=True)
    gareth.national_id = national_id(11, s.rng)
    s.home([gareth], "2017-06-30", s.address("26 Drover Road"))
    s.ask("gareth", "national-id", "a national identifier, which is another table's primary key", "niamh")


def _households(s: Scene) -> None:
    """Joint accounts, shared addresses, a household's one e-mail address, a firm."""
    pair = [s.person("patrick", "Mr Patrick Sowerby", "1969-02-12", "patrick.sowerby@example.com", mobile=True),
            s.person("judith", "Mrs Judith Sowerby", "1971-11-25", "judith.sowerby@larkmail.example")]  # fmt: skip
    s.home(pair, "2015-09-09", s.address("52 Orchard Avenue"))
    s.ask("patrick", "email", "a joint account: its invoices are shared, the other holder's card is not", "judith")
    s.ask("judith", "customer", "the other holder of the joint account", "patrick")

    flat = s.address("6 Tannery Court", line2="Flat 12")
    sharers = [s.person("charlotte", "Ms Charlotte Penrose", "1997-01-16", "charlotte.penrose@postbox.example"),
               s.person("imran", "Mr Imran Qureshi", "1996-05-09", "imran.qureshi@example.net", mobile=True),
               s.person("flatmate", "Mr Jonty Harbottle", "1998-07-07", "jonty.harbottle@example.org")]  # fmt: skip
    number = s.numbers.landline(flat.area)
    for sharer, opened in zip(sharers, ("2022-09-01", "2021-10-15", "2023-02-20"), strict=True):
        sharer.landline, sharer.line_mates = number, sharers
        s.home([sharer], opened, flat, line=False)
    s.ask("charlotte", "email", "three accounts at one address with one landline", "imran flatmate")
    s.ask("imran", "customer", "three accounts at one address with one landline; a neighbour's fault is related",
          "charlotte flatmate")  # fmt: skip

    both = [s.person("martin", "Mr Martin Thorpe", "1959-03-08", "the.thorpes@example.org"),
            s.person("linda", "Mrs Linda Thorpe", "1961-12-19", "the.thorpes@example.org")]  # fmt: skip
    for person in both:
        person.email_mates = both
    s.home(both, "2013-04-16", s.address("23 Glebe Close"))
    s.ask("martin", "email name", "an e-mail address that two customers of one household share", "linda")
    s.ask("linda", "customer", "the other one of that e-mail address", "martin")
    s.ask(None, "email", "that e-mail address alone: it does not say who asks, so nobody is found",
          "martin linda", "Thorpe household")  # fmt: skip

    _firm(s)


def _firm(s: Scene) -> None:
    """Colleagues at a customer that is a firm with a holding company."""
    group = Account("business", "Castlegate Healthcare Group Ltd", s.address("1 Castlegate Square"), date(2014, 2, 3))
    s.contact(s.person("group", "Mr Piers Rowntree", "", "piers.rowntree@castlegatehealthcare.example"), group,
              group.address)  # fmt: skip
    firm = Account("business", "Harbour Lane Dental Ltd", s.address("17 Harbour Lane"), date(2016, 11, 1))
    firm.parent = group
    team = [s.person("joanne", "Ms Joanne Hartley", "", "joanne.hartley@harbourlanedental.example", mobile=True),
            s.person("dentist", "Dr Amit Desai", "", "amit.desai@harbourlanedental.example"),
            s.person("nurse", "Mrs Kelly Stubbs", "", "kelly.stubbs@harbourlanedental.example")]  # fmt: skip
    number = s.numbers.landline(firm.address.area)
    for each, job in zip(team, ("Practice manager", "Director", "Receptionist"), strict=True):
        each.landline, each.line_mates = number, team
        s.contact(each, firm, firm.address).job = job
    s.cast.accounts += [group, firm]
    s.ask("joanne", "email", "one of three contacts at a firm, with its main number, and a holding company above it",
          "dentist nurse group")  # fmt: skip


def _namesakes(s: Scene) -> None:
    """Two people with one name and one birthday, and one person with two records."""
    for short, email, opened, line1 in (
        ("davies1", "john.davies71@example.com", "2016-05-23", "12 Alder Road"),
        ("davies2", "jd.motors@postbox.example", "2019-01-28", "3 Farrier Way"),
    ):
        person = s.person(short, "Mr John Davies", "1971-09-14", email)
        person.national_id = national_id(21 + len(s.cast.accounts), s.rng)
        s.home([person], opened, s.address(line1))
    s.ask("davies1", "customer", "a namesake with the same birthday", "davies2")
    s.ask("davies2", "email", "the namesake with the same birthday", "davies1")
    s.ask(None, "name birth-date", "that name and birth date alone: two people have them, so nobody is found",
          "davies1 davies2", "John Davies")  # fmt: skip

    stephen = s.person("stephen", "Mr Stephen Whittaker", "1980-10-10", "stephen.whittaker@fernmail.example", True)
    at = s.address("49 Linden Gardens")
    s.home([stephen], "2015-03-02", at)
    s.home([stephen], "2022-06-13", at, line=False)
    s.ask("stephen", "email", "two contact rows and two accounts of one person at one address")
    yvonne = s.person("yvonne", "Ms Yvonne Baptiste", "1974-04-28", "yvonne.baptiste@larkmail.example")
    s.home([yvonne], "2014-12-08", s.address("7 Cobbler Street"), closed="2020-08-31")
    s.home([yvonne], "2023-05-22", s.address("30 Meadow Rise"), line=False)
    s.ask(
        "yvonne", "customer", "two contact rows under two numbers; the other one is found by the e-mail address of both"
    )


def _numbers(s: Scene) -> None:
    """Values that match too much."""
    denise = s.person("denise", "Mrs Denise Ogden", "1964-06-02", "denise.ogden@example.net")
    denise.landline, denise.listed = SWITCHBOARD, False
    s.home([denise], "2018-10-22", s.address("94 Market Street"), line=False)
    other = s.person("switched", "Mr Barry Tipping", "1951-08-15", "barry.tipping@example.com")
    other.landline, other.listed = SWITCHBOARD, False
    s.home([other], "2017-07-17", s.address("11 Abbey Lane"), line=False)
    s.ask("denise", "customer", "her telephone number is the office switchboard's, as a clerk typed it", "switched")
    s.ask(None, "switchboard", "the office switchboard's number: so many have it that nobody is found",
          "switched denise", "Office switchboard")  # fmt: skip
    s.home([s.person("keith", "Mr Keith Rowntree", "1948-01-05", "keith.rowntree@brightpost.example")], "2012-09-24",
           s.address("1 Saddler Close"), line=False)  # fmt: skip
    s.home([s.person("blank", "Mrs Una Prosser", "1950-05-30", "una.prosser@example.org")], "2013-02-11",
           s.address("77 Tenter Road"), line=False)  # fmt: skip
    s.ask("keith", "customer", "a telephone number that is one blank, as others have too", "blank")


def _strangers(s: Scene) -> None:
    """People whom no row of the customer database knows, and one whose address is new there."""
    s.person("zoe", "Ms Zoë Fairbairn", "1987-07-13", "zoe.fairbairn@larkmail.example")
    s.ask("zoe", "email", "no customer: enquiries, newsletter, review, mail and survey link by e-mail only")
    theo = s.person("theo", "Mr Theo Lindqvist", "1982-09-05", "theo.lindqvist@postbox.example", True)
    s.home([theo], "2020-10-12", s.address("18 Willow Drive"))
    s.ask("theo", "email", "the e-mail address was changed a few days ago")
    s.person("muriel", "Mrs Muriel Brightwater", "1939-11-30")
    s.ask("muriel", "name birth-date", "only a previous provider's list knows her, by name and birth date")
    s.person("callum", "Mr Callum Strathearn", "1999-02-26", "callum.strathearn@example.com", mobile=True)
    s.ask("callum", "email", "a job applicant only: JSON, CV as PDF, mail")
    ngozi = s.person("ngozi", "Ms Ngọzi|Ọkáfọ̀", "1993-12-24", "ngozi.okafor@example.net")
    ngozi.national_id = national_id(31, s.rng)
    s.ask("ngozi", "national-id", "a job applicant known by a national identifier; CV as DOCX, a name with marks")
    s.person("lone", "Mr Ewan Galbraith", "", "ewan.galbraith@fernmail.example", mobile=True)
    margaret = s.person("margaret", "Mrs Margaret Ainsley", "1957-05-21", "margaret.ainsley@example.org", mobile=True)
    s.home([margaret], "2017-12-04", s.address("36 Paddock Way"))
    s.ask("lone", "email", "a CV without an application; it names a referee", "margaret")
    s.ask("margaret", "email", "a customer who is the referee in others' applications", "lone callum")


def _staff(s: Scene) -> None:
    """Colleagues: what they did at work is not about them."""
    priya = s.person("priya", "Ms Priya Nair", "1989-08-18", "priya.nair89@example.com", mobile=True)
    s.home([priya], "2021-07-26", s.address("21 Elder Crescent"))
    s.ask("priya", "customer", "a colleague who is a customer too; she handled others' tickets and one of her own")
    s.person("tom", "Mr Tom Harker", "", "tom.harker@ljtsystems.example")
    s.ask("tom", "email", "a colleague, no customer: tickets, notes and mails at work are not about him")


def _scripts(s: Scene) -> None:
    """Names in other scripts, composed in one system and decomposed in another."""
    for short, name, born, email, who, trap, opened, line1 in (
        ("lucja", "Ms Łucja|Wójcik-Żółkiewska", "1985-05-03", "lucja.wojcik@example.org", "nfd-name birth-date",
         "a Polish name, composed here and decomposed there", "2019-04-08", "64 Hazel Terrace"),
        ("somchai", "Mr สมชาย|ใจดี", "1978-12-05", "somchai.jaidee@larkmail.example", "customer",
         "a Thai name", "2020-11-16", "13 Northgate Road"),
        ("eleni", "Mrs Ελένη|Παπαδοπούλου", "1967-03-25", "eleni.papadopoulou@postbox.example", "nfd-name postcode",
         "a Greek name with accents", "2016-06-06", "29 Osier Lane"),
        ("ahmad", "Mr أحمد|الحسن", "1981-06-21", "ahmad.alhassan@fernmail.example", "mobile",
         "an Arabic name, with a hamza that decomposes", "2018-05-14", "10 Garrick Street"),
        ("xiaoming", "Ms 王|小明", "1994-02-10", "xiaoming.wang@example.net", "name birth-date",
         "a Chinese name", "2022-08-29", "5 Fuller Avenue"),
    ):  # fmt: skip
        s.home([s.person(short, name, born, email, mobile=short in ("ahmad", "somchai"))], opened, s.address(line1))
        s.ask(short, who, trap)


def _hands(s: Scene) -> None:
    """Rows that touch two people: a formula that a cell must not become, a quoted number, another's invoice paid."""
    s.home([s.person("victor", "Mr Victor Ashdown", "1977-01-31", "victor.ashdown@example.com", mobile=True)],
           "2019-08-05", s.address("82 Kiln Road"))  # fmt: skip
    s.ask("victor", "email", "cells that begin with = + - @ and would be formulas")
    s.home([s.person("rosalind", "Mrs Rosalind Keane", "1963-10-28", "rosalind.keane@example.net")], "2016-04-18",
           s.address("45 Yarrow Gardens"))  # fmt: skip
    s.home([s.person("desmond", "Mr Desmond Pike", "1956-02-17", "desmond.pike@postbox.example")], "2015-11-23",
           s.address("47 Yarrow Gardens"))  # fmt: skip
    s.ask("rosalind", "landline", "a note about somebody else, and a mail of his, quote her number", "desmond")
    s.home([s.person("graham", "Mr Graham Tennant", "1972-12-08", "graham.tennant@larkmail.example", mobile=True)],
           "2017-09-11", s.address("58 Foundry Drive"))  # fmt: skip
    s.home([s.person("doreen", "Mrs Doreen Tennant", "1944-07-02", "doreen.tennant@example.org")], "2014-10-20",
           s.address("3 Station Close"))  # fmt: skip
    s.ask("graham", "customer", "he paid another customer's invoice: the payment is his, the invoice is not", "doreen")
    s.ask("doreen", "email", "her invoice was paid with another customer's card", "graham")
