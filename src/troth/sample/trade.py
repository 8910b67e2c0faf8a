"""What customers buy and pay: orders and their lines, subscriptions, equipment, invoices, payments."""

from collections.abc import Sequence
from datetime import date, timedelta

from troth.sample.model import TODAY, Account, Colleague, Contact, Person
from troth.sample.rows import Rows, money, stamp

PRODUCTS = (
    ("BB-80", "Broadband 80", "line", 27.5),
    ("BB-150", "Broadband 150", "line", 31.0),
    ("BB-300", "Broadband 300", "line", 36.0),
    ("BB-900", "Broadband 900", "line", 44.0),
    ("LL-100", "Leased line 100", "line", 240.0),
    ("VO-1", "Voice line", "service", 9.5),
    ("VO-H", "Hosted telephone, one seat", "service", 14.0),
    ("MB-10", "Mobile plan 10 GB", "service", 12.0),
    ("MB-U", "Mobile plan without limit", "service", 19.0),
    ("IT-1", "IT care, one desk", "service", 26.0),
    ("BK-1", "Backup 1 TB", "service", 18.0),
    ("ML-1", "Mailbox with archive", "service", 4.2),
    ("RT-C4", "Corvid 4 router", "device", 74.0),
    ("RT-C6", "Corvid 6 router", "device", 129.0),
    ("AP-F2", "Fern access point", "device", 98.0),
    ("AP-F2X", "Fern access point, outdoor", "device", 156.0),
    ("PH-T20", "Tern T20 desk telephone", "device", 89.0),
    ("PH-T40", "Tern T40 desk telephone", "device", 139.0),
    ("PH-AMP", "Loud-and-clear telephone", "device", 64.0),
    ("HS-2", "Headset, two ears", "device", 59.0),
    ("SW-8", "Switch, 8 ports", "device", 47.0),
    ("SW-24", "Switch, 24 ports", "device", 189.0),
    ("NB-14", "Notebook 14 inch", "device", 799.0),
    ("NB-15", "Notebook 15 inch", "device", 949.0),
    ("NS-2", "Storage box, 2 disks", "device", 319.0),
    ("UP-1", "Battery for power cuts", "device", 92.0),
    ("CB-5", "Cable, 5 m", "part", 6.5),
    ("CB-20", "Cable, 20 m", "part", 14.0),
    ("PS-12", "Power supply 12 V", "part", 11.0),
    ("SD-1", "Set-up by an engineer", "work", 85.0),
)
_LINES = [product for product in PRODUCTS if product[2] == "line"][:4]
_SERVICES = [product for product in PRODUCTS if product[2] == "service"]
_DEVICES = [product for product in PRODUCTS if product[2] == "device"]
_GOODS = [product for product in PRODUCTS if product[2] in ("device", "part", "work")]
HOW_MANY_ORDERS = (0, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7)


class Trade:
    """The trade of one account after another."""

    def __init__(self, rows: Rows, sellers: Sequence[Colleague]) -> None:
        self._rows, self._rng, self._book, self._sellers = rows, rows.rng, rows.book, sellers
        for product in PRODUCTS:
            rows.add("products", *product)

    def of(self, account: Account, site: int) -> None:
        """Everything that one account has bought."""
        firm = account.kind == "business"
        for contact in account.contacts:
            self._orders(contact)
            if firm and self._rng.random() < 0.5:
                self._subscription(account, contact, self._rng.choice(_SERVICES))
            if firm and self._rng.random() < 0.3:
                self._equipment(account, contact, site, contact.created_on)
        line = ("LL-100", "", "line", 240.0) if firm and self._rng.random() < 0.2 else self._rng.choice(_LINES)
        monthly = self._subscription(account, None, line)
        if self._rng.random() < 0.4:
            monthly += self._subscription(account, None, self._rng.choice(_SERVICES))
        for _ in range(self._rng.choice((1, 1, 2))):
            self._equipment(account, None, site, account.opened_on)
        self._bills(account, monthly)

    def _orders(self, contact: Contact) -> None:
        rng, rows, account = self._rng, self._rows, contact.account
        many = rng.randrange(5, 10) if contact.person.rich else rng.choice(HOW_MANY_ORDERS)
        many = max(many, 1 if contact.person.tracked else 0)
        for _ in range(many if (account.until - contact.created_on).days > 0 else 0):
            day = contact.created_on + timedelta(days=rng.randrange((account.until - contact.created_on).days))
            number = rows.number("orders", day)
            contact.order_ids.append(number)
            total = 0.0
            for line in range(1, rng.choice((1, 1, 2, 2, 3, 4)) + 1):
                sku, _, _, price = rng.choice(_GOODS)
                quantity = rng.choice((1, 1, 1, 2, 3))
                rows.add("order_lines", number, line, sku, quantity, price)
                self._book.own(contact.person, "crm", "order_lines", order_id=number, line_no=line)
                total += quantity * price
            done = day + timedelta(days=rng.randrange(1, 18))
            cancelled = rng.random() < 0.04
            seller = rng.choice(self._sellers) if rng.random() < 0.45 else None
            status = "cancelled" if cancelled else "completed" if done <= TODAY else "open"
            rows.add(
                "orders", number, contact.id, account.id, stamp(day), stamp(done) if status == "completed" else None,
                "telephone" if seller else "website", status, contact.address.text(), seller and seller.id,
                money(total),
            )  # fmt: skip
            self._book.own(contact.person, "crm", "orders", id=number)
            if seller:
                self._book.staff(seller.person, "crm", "orders", id=number)
            if status != "cancelled":
                self._bill(account, contact, day, total, order=number)

    def _subscription(self, account: Account, contact: Contact | None, product: tuple[str, str, str, float]) -> float:
        """A service by the month, of the account or of one person at a firm; what it costs a month."""
        begun = contact.created_on if contact else account.opened_on
        number = self._rows.number("subscriptions", begun)
        self._rows.add(
            "subscriptions", number, account.id, contact and contact.id, "contact" if contact else "account",
            product[0], stamp(begun), stamp(account.closed_on), product[3],
        )  # fmt: skip
        self._book.about([contact.person] if contact else account.people, "crm", "subscriptions", id=number)
        return product[3]

    def _equipment(self, account: Account, contact: Contact | None, site: int, on: date) -> None:
        number = self._rows.number("equipment", on)
        sku = self._rng.choice(_DEVICES)[0]
        serial = f"{sku.replace('-', '')}{self._rng.randrange(10**7):07d}"
        self._rows.add(
            "equipment", number, site, contact and contact.id, "contact" if contact else "account", sku, serial,
            stamp(on), stamp(account.closed_on),
        )  # fmt: skip
        self._book.about([contact.person] if contact else account.people, "crm", "equipment", id=number)

    def _bills(self, account: Account, monthly: float) -> None:
        """The bills of the running services: each month for some, else each quarter, the last ones only."""
        rich = any(contact.person.rich for contact in account.contacts)
        step, most = (30, 24) if rich else (91, 9)
        day = account.until - timedelta(days=self._rng.randrange(step))
        payer = self._rng.choice(account.contacts)
        for _ in range(most):
            if day <= account.opened_on:
                return
            self._bill(account, payer, day, monthly * (step // 30))
            day -= timedelta(days=step)

    def _bill(self, account: Account, contact: Contact, day: date, total: float, order: int | None = None) -> None:
        """An invoice, mostly paid, now and then corrected by a credit note."""
        rng = self._rng
        number = self.invoice(account, contact, day, total, order=order)
        if rng.random() < 0.02:
            self.invoice(account, contact, min(day + timedelta(days=9), TODAY), -total, order=order, credit_of=number)
        elif rng.random() < 0.95:
            holders = account.contacts if account.kind == "home" else [contact]
            paid = day + timedelta(days=rng.randrange(1, 25))
            if paid <= TODAY:
                self.payment(number, rng.choice(holders), paid, total)

    def invoice(
        self, account: Account, contact: Contact, day: date, total: float, *, order: int | None = None,
        credit_of: int | None = None,
    ) -> int:  # fmt: skip
        """An invoice: to the account's holders at home, to the contact at a firm; its number."""
        number = self._rows.number("invoices", day)
        home = account.kind == "home"
        gross = money(total * 1.2)
        self._rows.add(
            "invoices", number, account.id, None if home else contact.id, "account" if home else "contact", order,
            credit_of, stamp(day), stamp(day + timedelta(days=14)), money(total), money(gross - total), gross,
        )  # fmt: skip
        people: list[Person] = account.people if home else [contact.person]
        self._book.about(people, "crm", "invoices", id=number)
        if self._rng.random() < 0.01:
            self._note("invoices", number, day, people)
        return number

    def _note(self, table: str, number: int, day: date, people: list[Person]) -> None:
        note, author = self._rows.number("notes", day), self._rng.choice(self._sellers)
        text = self._rng.choice(
            ("Copy sent by post.", "Asked for more time, 14 days given.", "Paid in two parts, agreed.")
        )
        self._rows.add("notes", note, table, number, author.id, stamp(self._rows.moment(day)), text)
        self._book.about(people, "crm", "notes", id=note)
        self._book.staff(author.person, "crm", "notes", id=note)

    def payment(self, invoice: int, payer: Contact, day: date, total: float) -> None:
        """A payment: the payer's, whosever the invoice is."""
        number = self._rows.number("payments", day)
        way = self._rng.random()
        brand, token, last_four = payer.card if way < 0.55 else (None, None, None)
        method = "card" if way < 0.55 else "direct debit" if way < 0.9 else "bank transfer"
        self._rows.add(
            "payments", number, invoice, payer.id, stamp(day), money(total * 1.2), method, brand, token, last_four
        )  # fmt: skip
        self._book.own(payer.person, "crm", "payments", id=number)
