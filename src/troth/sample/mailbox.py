"""The support mailbox of the last two years, as a Maildir."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from random import Random

from troth.sample.letters import Letters, Message
from troth.sample.population import Population
from troth.sample.truth import Book

UNREAD = 6  # the newest lie in new/, as nobody has looked yet


def make(folder: Path, crowd: Population, book: Book, rng: Random, many: int) -> int:
    """Write about so many messages; how many they are."""
    letters = Letters(crowd, rng)
    # One address in more than 1 in 200 messages of a small mailbox would look like a value that everybody has.
    messages = [*letters.scenes(), *letters.of_the_cast(most=max(3, many // 250))]
    further = [person for person in crowd.customers if not person.tracked and person.email]
    while len(messages) < many:
        person = rng.choice(further) if rng.random() < 0.85 else crowd.somebody(rng)
        messages += letters.thread(person, rng.choice((1, 2, 2, 3)))
    messages.sort(key=lambda message: message.at)
    for place in ("cur", "new", "tmp"):
        (folder / place).mkdir(parents=True)
    for number, message in enumerate(messages, 1):
        host = message.sender.address.lower().partition("@")[2]
        message.id = f"<{_seconds(message.at)}.{number}@{host}>"
    for number, message in enumerate(messages, 1):
        name = f"{_seconds(message.at)}.M{number}P{number * 37 % 9000 + 1000}.ljt"
        read = number <= len(messages) - UNREAD
        path = f"cur/{name}:2,{'RS' if number % 3 == 0 else 'S'}" if read else f"new/{name}"
        (folder / path).write_bytes(_stored(message, rng))
        _book(book, message, path)
    return len(messages)


def _seconds(at: datetime) -> int:
    return int(at.replace(tzinfo=UTC).timestamp())


def _stored(message: Message, rng: Random) -> bytes:
    """The message as the mail server stored it: in one of the encodings that are about, now and then with HTML."""
    mail = EmailMessage()
    mail["Return-Path"] = f"<{message.sender.address}>"
    mail["Date"] = format_datetime(message.at.replace(tzinfo=UTC))
    mail["From"] = message.sender.header()
    mail["To"] = message.to.header()
    if message.cc:
        mail["Cc"] = message.cc.header()
    mail["Subject"] = message.subject
    mail["Message-ID"] = message.id
    before = message.answers
    if before:
        mail["In-Reply-To"] = before.id
        mail["References"] = f"{before.answers.id} {before.id}" if before.answers else before.id
    encoding = "7bit" if message.body.isascii() else rng.choice(("8bit", "quoted-printable", "base64"))
    mail.set_content(message.body, cte=encoding)
    if rng.random() < 0.12:
        lines = "".join(f"<p>{line}</p>" for line in message.body.split("\n") if line and not line.startswith(">"))
        mail.add_alternative(f"<html><body>{lines}</body></html>\n", subtype="html", cte="quoted-printable")
    if message.attached:
        name, content = message.attached
        mail.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    for level, part in enumerate(mail.walk()):
        if part.is_multipart():  # chance would choose another boundary each time
            part.set_boundary(f"=_ljt_{_seconds(message.at)}_{level}")
    return bytes(mail)


def _book(book: Book, message: Message, path: str) -> None:
    """Whose the message is: everybody's from outside who stands in its headers."""
    key = {"path": path, "message-id": message.id}
    outside = [party for party in message.parties() if party.person]
    people = list(dict.fromkeys(party.person for party in outside if party.person))
    if len(people) > 1:
        book.about(people, "mailbox", "messages", **key)
    elif people and all(party.name for party in outside):
        book.written(people[0], people[0].email_mates, "mailbox", "messages", **key)
    elif people:
        book.about(people[0].email_mates, "mailbox", "messages", **key)
    for party in message.parties():
        if party.colleague:
            book.staff(party.colleague.person, "mailbox", "messages", **key)
