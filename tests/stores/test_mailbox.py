"""Messages: found by their addresses alone; own with the company, shared with others, staff under a work address."""

import os
import time
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest

from troth.fault import Faults
from troth.stores.letter import opened, stripped
from troth.stores.match import Known

BOX = """kind: mailbox
says: Mailbox
path: mail
ours: [ljt.example]
table: messages
columns: {date: message, from: message, text: message, attachments: message}
when: date
clocks: {message.date: date}
"""
CRM = """kind: sql
says: CRM
url: sqlite:///crm.sqlite
people: contacts
tables:
  contacts:
    says: your details
    person: {customer: id, email: email, name: name}
"""
PEOPLE = """
create table contacts (id integer primary key, name text, email text);
insert into contacts values (1, 'Anna Marsh', 'home@example.org'), (2, 'Bert Marsh', 'home@example.org'),
  (3, 'Zażółć Gęślą', 'zazolc@example.com');
"""
DESK, ANNA, BERT = "Support <support@ljt.example>", "Anna Marsh <anna@example.org>", "Bert Hill <bert@example.net>"


@pytest.fixture
def mail(place):
    place.file(BOX, "mailbox")
    for folder in ("cur", "new", "tmp"):
        (place.folder / "mail" / folder).mkdir(parents=True)
    return place.folder / "mail"


def put(mail, name, sender=ANNA, to=DESK, body="Hello", folder="cur", attach=(), **fields):
    made = EmailMessage()
    made["From"], made["To"], made["Date"] = sender, to, "Tue, 03 Nov 2026 13:23:50 +0000"
    made["Message-ID"] = id = f"<{name.partition(':')[0]}@example.org>"
    made["Subject"] = fields.pop("subject", "Broadband")
    for field, value in fields.items():
        made[field.replace("_", "-")] = value
    made.set_content(body)
    for file, content in attach:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=file)
    (mail / folder / name).write_bytes(bytes(made))
    return (f"{folder}/{name}", id)


def test_her_messages_with_the_company_are_hers_and_a_bystanders_are_not_found(place, mail):
    wrote, got = put(mail, "1"), put(mail, "2:2,S", sender=DESK, to="ANNA@Example.org", folder="new")
    put(mail, "3", sender=BERT)
    found = place.find("email=anna@example.org")
    assert found.own == {"messages": [wrote, got]} and not found.shared and not found.other
    assert place.find("email=bert@example.net").own == {"messages": [("cur/3", "<3@example.org>")]}


def test_a_message_says_what_it_says(place, mail):
    put(mail, "1", body="The line is down.\n", attach=[("order.docx", b"PK\3\4"), ("a.pdf", b"%PDF-1.4")])
    (row,) = place.find("email=anna@example.org").rows
    at = datetime(2026, 11, 3, 13, 23, 50, tzinfo=UTC)
    assert row.when == at and row.clocks == {"message.date": date(2026, 11, 3)}
    assert row.data == {
        "date": at,
        "from": ANNA,
        "to": DESK,
        "subject": "Broadband",
        "text": "The line is down.",
        "attachments": "order.docx, a.pdf",
        "attachment 1 name": "order.docx",
        "attachment 1": b"PK\3\4",
        "attachment 2 name": "a.pdf",
        "attachment 2": b"%PDF-1.4",
    }
    assert row.holds["attachment 2"] == row.holds["text"] == "message" and "subject" not in row.holds
    assert "anna" not in row.because.lower()


def test_a_message_with_others_is_shared_and_their_addresses_are_left_out(place, mail):
    key = put(mail, "1", Cc="bert@example.net, Cleo <cleo@example.com>", body="Ask BERT@example.net about it.")
    found = place.find("email=anna@example.org")
    assert found.shared == {"messages": [key]} and not found.own
    data = found.rows[0].data
    assert data["cc"] == "[2 other people]" and data["from"] == ANNA and "support@ljt.example" in data["to"]
    assert "bert" not in str(data).lower() and "cleo" not in str(data).lower()
    assert "[address left out]" in data["text"]
    assert place.find("email=bert@example.net").shared == {"messages": [key]}


def test_who_is_only_named_in_the_words_is_not_found(place, mail):
    put(mail, "1", sender=BERT, body="My neighbour is anna@example.org.", subject="anna@example.org")
    assert place.find("email=bert@example.net").own
    assert place.find("email=anna@example.org").rows == []


def test_a_colleague_under_a_work_address_took_part_at_work(place, mail):
    key = put(mail, "1", sender=BERT, to="Tom Harker <tom.harker@ljt.example>")
    assert place.find("email=tom.harker@ljt.example").staff == {"messages": [key]}
    assert "text" not in place.find("email=tom.harker@ljt.example").rows[0].data


def test_every_field_that_names_who_takes_part_counts(place, mail):
    keys = [
        put(mail, "1", sender=DESK, to=DESK, Reply_To="anna@example.org"),
        put(mail, "2", sender=DESK, to=DESK, Delivered_To="anna@example.org"),
        put(mail, "3", sender=DESK, to=DESK, Bcc="Anna <anna@example.org>"),
        put(mail, "4", sender=BERT, X_Forwarded_For="anna@example.org"),
    ]
    assert place.find("email=anna@example.org").own == {"messages": keys[:3]}


def test_the_name_beside_an_address_that_a_household_shares_decides(place, mail):
    place.database(PEOPLE, "crm")
    place.file(CRM, "crm")
    hers = put(mail, "1", sender='"Marsh, Anna" <home@example.org>')
    his = put(mail, "2", sender="Bert Marsh <home@example.org>")
    either = put(mail, "3", sender="home@example.org")
    found = place.find("customer=1", only=["mailbox"])
    assert (found.own, found.other, found.shared) == ({"messages": [hers]}, {"messages": [his]}, {"messages": [either]})
    (other,) = [row for row in found.rows if row.whose == "other"]
    assert "text" not in other.data and "from" not in other.data
    assert place.find("customer=2", only=["mailbox"]).own == {"messages": [his]}


def test_names_in_other_scripts_and_encoded_words_are_read(place, mail):
    key = put(mail, "1", sender="Zażółć Gęślą <zazolc@example.com>", subject="Jaźń — ง่าย", body="Pchnąć w tę łódź\n")
    assert b"=?utf-8?" in (mail / key[0]).read_bytes()
    (row,) = place.find("email=zazolc@example.com").rows
    assert row.data["from"] == "Zażółć Gęślą <zazolc@example.com>"
    assert row.data["subject"] == "Jaźń — ง่าย" and row.data["text"] == "Pchnąć w tę łódź"


def test_an_address_within_an_encoded_word_is_found(place, mail):
    (mail / "cur" / "1").write_bytes(b"From: =?utf-8?q?anna=40example=2Eorg?=\nTo: support@ljt.example\n\nHello\n")
    ((path, digest),) = place.find("email=anna@example.org").own["messages"]
    assert path == "cur/1" and digest.startswith("sha256:")  # it has no Message-ID


def test_an_address_in_a_display_name_is_not_who_takes_part(place, mail):
    (mail / "cur" / "1").write_bytes(b'From: "anna@example.org via forum" <bert@example.net>\nTo: s@ljt.example\n\nx\n')
    assert place.find("email=bert@example.net").own
    assert place.find("email=anna@example.org").rows == []


BROKEN = [
    b"From: anna@example.org\nTo: s@ljt.example\nDate: yesterday\nContent-Type: text/plain; charset=no-such\n\n\xff",
    b"From: <<anna@example.org>>\nTo: s@ljt.example\nContent-Type: multipart/mixed\n\nno boundary",
    b"From: anna@example.org\nTo: s@ljt.example\nContent-Transfer-Encoding: base64\n\n!!!notbase64!!!",
    b"From: anna@example.org\nTo: undisclosed-recipients:;\nSubject: =?utf-8?b?!!!?= =?x\n\n",
    b"From: anna@example.org\r\nTo: s@ljt.example\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\n",
    b"From: Anna M\xe4rsh <anna@example.org>\nTo: s@ljt.example\n",
    b"From: anna@example.org\nTo: s@ljt.example\n"
    + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(300)),
]


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_a_message_that_breaks_the_rules_is_read_as_far_as_it_goes(place, mail, content):
    (mail / "cur" / "1").write_bytes(content)
    (row,) = place.find("email=anna@example.org").rows
    assert row.key["path"] == "cur/1" and row.whose == "own"


def test_garbage_that_bears_no_address_is_in_nobodys_way(place, mail):
    key = put(mail, "1")
    for number, content in enumerate([b"", b"\0" * 5000, os.urandom(5000), b"\n\n\n", b"From " * 50_000], 2):
        (mail / "cur" / str(number)).write_bytes(content)
    assert place.find("email=anna@example.org").own == {"messages": [key]}


def test_messages_that_are_still_being_delivered_are_not_read(place, mail):
    key = put(mail, "1")
    put(mail, "2", folder="tmp")
    assert place.find("email=anna@example.org").own == {"messages": [key]}


def test_html_becomes_what_a_reader_sees(place, mail):
    made = EmailMessage()
    made["From"], made["To"] = ANNA, DESK
    made.set_content(
        "<html><head><style>p {}</style></head><body><p>Hello&nbsp;you &amp; me</p><script>x()</script><p>Bye</p>",
        subtype="html",
    )
    (mail / "cur" / "1").write_bytes(bytes(made))
    assert place.find("email=anna@example.org").rows[0].data["text"] == "Hello you & me\n\nBye"
    assert stripped("a<br>b") == "a\nb"


SPITEFUL = ["<", "<!--", "<a ", "<a b='", "&#", "<![", "</", "<script>", "!", "a@a.", "(", "=?a?q?a?= "]


@pytest.mark.parametrize("piece", SPITEFUL)
def test_a_spiteful_message_takes_no_time(piece):
    began = time.perf_counter()
    head = (piece * 60_000)[:60_000].encode()
    assert opened(b"From: %s\nSubject: %s\nContent-Type: %s\n\n" % (head, head, head))
    stripped(piece * 200_000)
    assert time.perf_counter() - began < 5  # measured 0.3


def test_a_message_within_a_message_is_a_file(place, mail):
    inner = EmailMessage()
    inner["From"], inner["Subject"] = BERT, "inside"
    inner.set_content("secret\n")
    outer = EmailMessage()
    outer["From"], outer["To"] = ANNA, DESK
    outer.set_content("see below\n")
    outer.add_attachment(inner)
    letter = opened(bytes(outer))
    assert letter.text == "see below" and b"secret" in letter.attachments[0].content
    assert {party.address for party in letter.parties} == {"anna@example.org", "support@ljt.example"}


def test_a_link_out_of_the_mailbox_is_not_followed(place, mail, tmp_path):
    key = put(mail, "1")
    (tmp_path / "secret").write_bytes((mail / "cur" / "1").read_bytes())
    assert place.find("email=anna@example.org").own == {"messages": [key]}
    os.symlink(tmp_path / "secret", mail / "cur" / "2")
    fault = place.faults("email=anna@example.org")["mailbox"]
    assert "cur/#2 leads out" in fault.what


def test_a_folder_that_is_no_maildir_is_no_answer(place, tmp_path):
    place.file(BOX, "mailbox")
    assert "not there" in place.faults("email=anna@example.org")["mailbox"].what
    (tmp_path / "mail").mkdir()
    assert "no Maildir" in place.faults("email=anna@example.org")["mailbox"].what


def test_a_message_that_moves_or_goes_is_noticed_by_a_store_that_stays_open(place, mail):
    put(mail, "1", folder="new")
    store, known = place.load()["mailbox"], Known(ids=frozenset({("email", "anna@example.org")}))
    assert [row.key["path"] for row in store.find(known)] == ["new/1"]
    (mail / "new" / "1").rename(mail / "cur" / "1:2,S")
    assert [row.key["path"] for row in store.find(known)] == ["cur/1:2,S"]
    (mail / "cur" / "1:2,S").unlink()
    assert list(store.find(known)) == []


def test_the_company_says_which_addresses_are_its_own(place):
    place.file(BOX.replace("ours: [ljt.example]\n", ""), "mailbox")
    with pytest.raises(Faults, match="`ours` is missing"):
        place.load()
