"""The difference of two policies: each change shows as what it does, to whom, and who must be told before it starts."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from policy.conftest import SMALL
from troth import policy
from troth.policy import diff
from troth.policy.meaning import uses

COMPANY = Path(__file__).resolve().parents[2] / "companies" / "ljt-systems"
DAY = date(2026, 11, 28)


def read(text):
    return policy.read(text, "policy.yaml")


def between(*changes, of=SMALL, on=DAY):
    """The difference that these changes of the small policy's text make."""
    text = of
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return diff.difference(read(of), read(text), on)


NEW_PURPOSE = """\
  {id}:
    title: {title}
    says: We do something else.
    basis: {basis}
    about: [customers]
    uses: [{uses}]
    sources: [you]
    seen by: [shop]
    keep: 1 year after order.completed
    because: It is enough.
recipients:
"""


def add(uses, id="research", title="Research", basis="contract"):
    return "recipients:\n", NEW_PURPOSE.format(id=id, title=title, basis=basis, uses=uses)


# ---- nothing ----


def test_a_policy_does_not_differ_from_itself_nor_from_one_that_is_laid_out_otherwise():
    assert between().empty
    assert between(("roles: {shop: The shop}", "# the shop\nroles:\n  shop:   'The shop'")).empty
    assert diff.says(between()) == "Nothing changes in what is done, nor in the words of the notice."


def test_the_first_version_tells_nobody_because_nobody_was_told_otherwise():
    found = diff.difference(None, read(SMALL), DAY)
    assert found.first and not found.must_tell and not found.lost
    # two kinds of contact and the orders, for the shop and the courier; one kind for the shop's newsletter
    assert sum(one.count for one in found.gained) == 3 * 2 + 1
    assert diff.says(found).startswith("This is the first version.")


# ---- what may be done ----


def test_uses_that_came_are_grouped_so_that_each_line_says_who_gets_what():
    found = between(
        ("seen by: [shop]\n    disclosed", "seen by: [shop, books]\n    disclosed"),
        ("{shop:", "{books: The books, shop:"),
    )
    (one,) = found.gained
    assert (one.purpose, one.categories, one.who) == (
        "orders",
        ("contact.name", "contact.email", "order"),
        ("role:books",),
    )
    assert one.count == 3
    assert not found.lost and not found.must_tell


def test_the_uses_gained_and_lost_are_those_of_the_two_meanings():
    new = SMALL.replace("uses: [contact, order]", "uses: [contact.name, order]").replace(
        "uses: [contact.email]", "uses: [contact.email, order]"
    )
    found = diff.difference(read(SMALL), read(new), DAY)
    was, now = ({(u.purpose, u.category, u.who) for u in uses(read(text), DAY)} for text in (SMALL, new))

    def flat(groups):
        return {(g.purpose, category, who) for g in groups for category in g.categories for who in g.who}

    assert flat(found.gained) == now - was == {("newsletter", "order", "role:shop")}
    assert flat(found.lost) == was - now
    assert len(was - now) == 2


def test_a_lapsed_contract_and_a_prohibition_show_as_uses_lost():
    lapsed = between(
        ("contract: Processing agreement of 20 January 2026", "contract: Of 2026\n    contract until: 2026-11-27")
    )
    assert [(one.purpose, one.who) for one in lapsed.lost] == [("orders", ("recipient:courier",))]
    never = between(("channels:\n", "never:\n  no-sale:\n    says: We never sell.\n    uses: [order]\nchannels:\n"))
    assert [(one.categories, one.count) for one in never.lost] == [(("order",), 2)]
    assert [(one.name, one.how) for one in never.named("prohibition", "gained")] == [("no-sale", "gained")]


def test_a_prohibition_that_goes_or_gives_way_is_said():
    never = ("channels:\n", "never:\n  no-sale:\n    says: We never sell.\n    uses: [order]\nchannels:\n")
    with_it = SMALL.replace(*never)
    gone = diff.difference(read(with_it), read(SMALL), DAY)
    assert [one.name for one in gone.named("prohibition", "lost")] == ["no-sale"]
    assert sum(one.count for one in gone.gained) == 2
    narrower = diff.difference(
        read(with_it), read(with_it.replace("uses: [order]\nch", "uses: [order]\n    to: [courier]\nch")), DAY
    )
    assert [one.name for one in narrower.named("prohibition", "changed")] == ["no-sale"]


# ---- periods: the days are counted here by hand ----


@pytest.mark.parametrize(
    ("keep", "days", "how"),
    [
        ("7 years after order.completed", 366, "longer"),  # 28 November 2032 to 2033, over no leap day: 365
        ("5 years after order.completed", -366, "shorter"),  # 28 November 2031 to 2032, over 29 February 2032
        ("6 years after contract.ended", None, "otherwise"),
        ("while customer, then 6 years", None, "otherwise"),
    ],
)
def test_a_period_is_longer_or_shorter_by_so_many_days(keep, days, how):
    if days == 366 and how == "longer":
        days = (date(2033, 11, 28) - date(2032, 11, 28)).days
        assert days == 365
    (one,) = between(("keep: 6 years after order.completed", f"keep: {keep}")).periods
    assert (one.purpose, one.days, one.how) == ("orders", days, how)


def test_a_longer_period_and_one_that_cannot_be_compared_are_told_when_they_start_a_shorter_one_is_not():
    def told(keep):
        found = between(("keep: 6 years after order.completed", f"keep: {keep}"))
        return [(one.purpose, one.before, one.cite) for one in found.must_tell]

    assert told("7 years after order.completed") == [("orders", False, "UK GDPR Art 13(2)(a)")]
    assert told("while customer, then 6 years") == [("orders", False, "UK GDPR Art 13(2)(a)")]
    assert told("5 years after order.completed") == []


def test_two_sentences_that_run_from_one_event_are_reckoned_against_each_other():
    (one,) = between(("keep: until consent is withdrawn", "keep: 30 days after consent.withdrawn")).periods
    assert (one.days, one.how) == (30, "longer")


# ---- who must be told before it starts: UK GDPR Arts 13(3) and 14(4) ----


def first(found):
    return [(one.purpose, one.people) for one in found.must_tell if one.before]


def test_a_new_purpose_for_data_that_is_held_waits_until_its_people_were_told():
    found = between(add("order"))
    assert first(found) == [("research", ("Our customers",))]
    (one,) = found.first_tell
    assert one.cite == "UK GDPR Art 13(3) and UK GDPR Art 14(4)"
    assert "Orders" in one.because
    assert not found.refused


def test_a_new_purpose_for_data_that_nobody_held_waits_for_nobody():
    found = between(("  order: Orders\n", "  order: Orders\n  shoe-size: Shoe size\n"), add("shoe-size"))
    assert found.gained and not found.first_tell


def test_an_old_purpose_that_takes_in_data_held_for_another_is_a_further_purpose():
    found = between(("uses: [contact.email]", "uses: [contact.email, order]"))
    assert first(found) == [("newsletter", ("Our customers",))]


def test_an_old_purpose_that_takes_in_people_whose_data_is_held_is_a_further_purpose():
    people = ("people: {customers: Our customers}", "people: {customers: Our customers, visitors: Visitors}")
    of = SMALL.replace(*people).replace("about: [customers]", "about: [customers, visitors]", 1)
    found = between(
        ("    marketing: yes\n    about: [customers]", "    marketing: yes\n    about: [customers, visitors]"), of=of
    )
    assert first(found) == [("newsletter", ("Visitors",))]


def test_data_of_other_people_is_not_held_already():
    people = ("people: {customers: Our customers}", "people: {customers: Our customers, applicants: Applicants}")
    of = SMALL.replace(*people)
    old, new = add("order")
    found = between((old, new.replace("about: [customers]", "about: [applicants]")), of=of)
    assert found.gained and not found.first_tell


def test_a_purpose_that_becomes_marketing_is_a_further_purpose():
    of = SMALL.replace("basis: contract\n", "basis: contract\n    marketing: no\n")
    assert first(between(("marketing: no", "marketing: yes"), of=of)) == [("orders", ("Our customers",))]


def test_what_a_new_recipient_and_a_country_need_is_told_when_it_starts():
    new = (
        "recipients:\n",
        "recipients:\n  mailer: {name: Linnet Mail Ltd, role: sends mail, country: Ireland, contract: Of 2026}\n",
    )
    found = between(new, ("disclosed to: [courier]", "disclosed to: [courier, mailer]"))
    assert [(one.cite, one.before) for one in found.must_tell] == [
        ("UK GDPR Art 13(1)(e)", False),
        ("UK GDPR Art 13(1)(f)", False),
    ]
    assert [one.name for one in found.named("recipient", "gained")] == ["mailer"]
    assert [one.name for one in found.named("country", "gained")] == ["Ireland"]


def test_a_recipient_that_becomes_somebody_else_is_said_and_told():
    found = between(("name: Harelane Parcels Ltd", "name: Other Parcels Ltd"))
    assert [one.says for one in found.named("recipient", "changed")] == [
        "Harelane Parcels Ltd (United Kingdom) became Other Parcels Ltd (United Kingdom)"
    ]
    assert [one.cite for one in found.must_tell] == ["UK GDPR Art 13(1)(e)"]


def test_a_contract_that_ends_on_another_day_is_said_though_the_flow_is_open_still():
    bound = "contract: Processing agreement of 20 January 2026"
    found = between((bound, f"{bound}\n    contract until: 2026-12-20"))
    assert not found.lost
    assert [one.says for one in found.named("recipient", "changed")] == [
        "Harelane Parcels Ltd is bound until 2026-12-20, before without an end"
    ]


def test_a_recipient_at_home_adds_no_country_and_is_told_as_a_recipient_alone():
    new = ("recipients:\n", "recipients:\n  mailer: {name: Linnet Mail Ltd, role: x, country: UK, contract: Of 2026}\n")
    found = between(new, ("disclosed to: [courier]", "disclosed to: [courier, mailer]"))
    assert [one.cite for one in found.must_tell] == ["UK GDPR Art 13(1)(e)"]
    assert not found.named("country", "gained")


def test_a_computer_that_comes_to_decide_alone_is_told_when_it_starts():
    how = "basis: contract\n    automated: {how: By a sum, means: No order, safeguards: []}"
    found = between(("basis: contract", how))
    assert [(one.purpose, one.cite, one.before) for one in found.must_tell] == [
        ("orders", "UK GDPR Art 13(2)(f)", False)
    ]


def test_a_purpose_that_does_not_say_about_whom_is_about_everybody():
    people = ("people: {customers: Our customers}", "people: {customers: Our customers, visitors: Visitors}")
    of = SMALL.replace(*people).replace("    about: [customers]\n", "")
    assert first(between(("uses: [contact.email]", "uses: [contact.email, order]"), of=of)) == [
        ("newsletter", ("Our customers", "Visitors"))
    ]
    # the orders are held of visitors too, for all that the policy says, so a purpose for visitors waits for them
    old, new = add("order")
    assert first(between((old, new.replace("about: [customers]", "about: [visitors]")), of=of)) == [
        ("research", ("Visitors",))
    ]


def test_another_basis_is_told_when_it_starts():
    found = between(("basis: contract", "basis: legitimate interests"))
    assert [(one.was, one.now) for one in found.bases] == [("contract", "legitimate interests")]
    assert ("UK GDPR Art 13(1)(c)", False) in [(one.cite, one.before) for one in found.must_tell]
    assert not found.refused


# ---- what no telling makes lawful ----


@pytest.mark.parametrize("basis", ["legitimate interests", "contract", "legal obligation"])
def test_what_rested_on_consent_rests_on_nothing_else(basis):
    found = between(("basis: consent", f"basis: {basis}"))
    assert [(one.purpose, one.cite) for one in found.refused] == [("newsletter", "UK GDPR Art 7(3)")]


def test_a_purpose_may_come_to_rest_on_consent():
    assert not between(("basis: contract", "basis: consent")).refused


ON_CONSENT = SMALL.replace("  order: Orders\n", "  order: Orders\n  survey: Answers\n").replace(
    "uses: [contact.email]", "uses: [survey]"
)


@pytest.mark.parametrize(
    ("basis", "may"),
    [("contract", False), ("legitimate interests", False), ("consent", True), ("legal obligation", True)],
)
def test_data_held_on_consent_alone_serves_a_new_purpose_only_with_consent_or_by_law(basis, may):
    """UK GDPR Art 8A(4): also where the old purpose goes and another name takes its place."""
    found = between(add("survey", basis=basis), of=ON_CONSENT)
    assert [(one.purpose, one.cite) for one in found.refused] == ([] if may else [("research", "UK GDPR Art 8A(4)")])
    assert first(found) == [("research", ("Our customers",))]


def test_data_held_on_consent_alone_serves_an_interest_of_annex_2_and_no_other():
    """UK GDPR Art 8A(3)(d) and Annex 2: crime is one of its cases; democratic engagement is none."""
    old, new = add("survey", basis="recognised legitimate interest")
    for interest, may in (("crime", True), ("democratic-engagement", False)):
        with_it = new.replace("    about:", f"    interest: {interest}\n    about:")
        assert (not between((old, with_it), of=ON_CONSENT).refused) is may


def test_data_held_on_another_basis_as_well_is_not_held_on_consent_alone():
    assert not between(add("contact.email", basis="contract")).refused


# ---- words ----


def test_sentences_of_the_notice_are_named_by_id_with_both_texts():
    found = between(("name: Harelane Parcels Ltd", "name: Other Parcels Ltd"))
    changed = {one.id: one for one in found.sentences}
    assert any("Harelane Parcels Ltd" in one.was and "Other Parcels Ltd" in one.now for one in changed.values())
    dropped = between(("    disclosed to: [courier]\n", ""))
    assert any(one.now == "" for one in dropped.sentences)


def test_data_and_rights_that_came_and_went_are_named():
    found = between(("  order: Orders\n", "  order: Orders\n  shoe-size: Shoe size\n"))
    assert [(one.name, one.says) for one in found.named("data", "gained")] == [("shoe-size", "Shoe size")]
    rights = ("people:", "rights:\n  access: You can ask for a copy.\npeople:")
    assert [one.name for one in between(rights).named("right", "gained")] == ["access"]


def test_the_text_says_first_what_is_not_allowed_and_the_json_holds_the_same():
    found = between(("basis: consent", "basis: contract"), add("order"))
    text = diff.says(found)
    assert text.index("Not allowed") < text.index("To be told before") < text.index("May be done from now on")
    plain = diff.as_json(found)
    assert [one["purpose"] for one in plain["refused"]] == ["newsletter"]
    assert plain["must_tell"][0]["before"] is True
    assert plain["empty"] is False


@pytest.mark.parametrize("days", [0, 365])
def test_a_purpose_of_the_reference_company_is_missed_when_it_goes(company_text, days):
    """Dropping a purpose loses every use of it, and nothing else but what its recipients lose with it."""
    beside = {
        f"{part}/{path.name}": path.read_bytes()
        for part in ("assessments", "words")
        for path in COMPANY.glob(f"{part}/*")
    }
    old = policy.read(company_text, "policy.yaml", beside)
    on = DAY + timedelta(days=days)
    named = {name for channel in old.channels.values() for name in channel.asks}
    named |= {cookie.purpose for cookie in old.cookies.values()}
    named |= {name for one in old.never.values() for name in one.for_}
    named |= {name for one in old.assessments.values() for name in one.of}
    alone = [key for key in old.purposes if key not in named]  # of which nothing else speaks
    assert len(alone) >= 4
    for key in alone:
        new = old.model_copy(update={"purposes": {k: p for k, p in old.purposes.items() if k != key}})
        found = diff.difference(old, new, on)
        lost = {(u.purpose, u.category, u.who) for u in uses(old, on) if u.purpose == key}
        assert {(g.purpose, c, w) for g in found.lost for c in g.categories for w in g.who} == lost
        assert [one.name for one in found.named("purpose", "lost")] == [key]
        assert not found.gained


# ---- changes in disguise ----


def test_a_purpose_that_comes_to_mean_something_else_under_its_old_name_is_told():
    """Which words mean another purpose no machine can tell, so other words are always told (Art 13(1)(c))."""
    found = between(("says: We write to you.", "says: We sell your address."), of=SAID)
    assert [(one.purpose, one.cite, one.before) for one in found.must_tell] == [
        ("newsletter", "UK GDPR Art 13(1)(c)", False)
    ]
    assert [one.says for one in found.named("purpose", "changed")] == [
        "says: We sell your address., before We write to you."
    ]


SAID = re.sub(r"(  newsletter:\n(?:    .*\n)*?    says: ).*", r"\1We write to you.", SMALL)
NEVER = ("channels:\n", "never:\n  no-mail:\n    says: We do not.\n    uses: [order]\n    for: [orders]\nchannels:\n")


def test_a_prohibition_that_goes_lets_in_data_that_is_held_so_its_people_are_told_before():
    """The orders are held for the newsletter here; that they may serve the orders too is new."""
    of = SMALL.replace("uses: [contact.email]", "uses: [contact.email, order]").replace(*NEVER)
    assert [(one.purpose, one.cite[:18]) for one in between((NEVER[1], NEVER[0]), of=of).first_tell] == [
        ("orders", "UK GDPR Art 13(3) ")
    ]
    to = of.replace("    for: [orders]\n", "    for: [orders]\n    to: [courier]\n")
    found = between(
        (NEVER[1].replace("    for: [orders]\n", "    for: [orders]\n    to: [courier]\n"), NEVER[0]), of=to
    )
    assert not found.first_tell
    assert [one.cite for one in found.must_tell] == ["UK GDPR Art 13(1)(e)"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("  order: Orders\n", "  order.what: What you order\n  order.when: When\n"),
        ("  order.what: What you order\n  order.when: When\n", "  order: Orders\n"),
    ],
)
def test_data_that_is_cut_into_parts_or_joined_is_held_still(was, now):
    of = SMALL.replace("  order: Orders\n", was)
    part = "order.when" if "when" in now else "order"
    assert first(between((was, now), add(part), of=of)) == [("research", ("Our customers",))]
    assert not between((was, now), of=of).first_tell, "the orders used all of it already"


def test_a_document_a_cookie_and_a_way_in_that_change_are_said():
    cookie = "cookies:\n  seen: {says: What you saw, group: necessary, lasts: 1 day}\n"
    of = f"{SMALL}{cookie}documents:\n  terms: {{title: Terms, text: Pay us.}}\n"
    found = between(("1 day", "9 years"), ("Pay us.", "Pay us twice."), of=of)
    assert [(one.kind, one.name, one.says) for one in found.changes] == [
        ("document", "terms", "text: Pay us twice., before Pay us."),
        ("cookie", "seen", "lasts: 9 years, before 1 day"),
    ]
    assert not found.empty


def test_a_recipient_that_becomes_its_own_master_is_said_and_told():
    found = between(("name: Harelane Parcels Ltd", "name: Harelane Parcels Ltd\n    kind: controller"))
    assert [one.how for one in found.named("recipient", "changed")] == ["changed"]
    assert [one.cite for one in found.must_tell] == ["UK GDPR Art 13(1)(e)"]


# ---- in two steps ----


def in_steps(first, second, third, days, on=DAY):
    """The difference from a second text to a third, where a first one stood until so many days before."""
    earlier = [(read(first), on - timedelta(days=days))]
    return diff.difference(read(second), read(third), on, earlier)


NEWS = SMALL[SMALL.index("  newsletter:\n") : SMALL.index("recipients:\n")]
WITHOUT_NEWS = SMALL.replace(NEWS, "").replace(
    "    asks: [newsletter]\n    withdraw: One click on the same page.\n", ""
)


@pytest.mark.parametrize("days", [0, 1, 30])
def test_data_of_a_purpose_that_was_dropped_just_before_is_held_still_so_a_new_use_of_it_is_told(days):
    first = SMALL.replace("order: Orders", "order: Orders\n  survey: Survey answers").replace(
        "recipients:\n", NEW_PURPOSE.format(id="asking", title="Asking", basis="contract", uses="survey"), 1
    )
    second = SMALL.replace("order: Orders", "order: Orders\n  survey: Survey answers")
    third = second.replace(*add("survey", id="profiling", title="Profiling"), 1)
    assert first_told(in_steps(first, second, third, days)) == [("profiling", ("Our customers",))]
    assert first_told(diff.difference(read(second), read(third), DAY)) == []  # nobody remembers: nobody would be told


def test_data_that_nothing_keeps_any_more_is_not_held_once_its_period_is_over():
    first = SMALL.replace("order: Orders", "order: Orders\n  survey: Survey answers").replace(
        "recipients:\n", NEW_PURPOSE.format(id="asking", title="Asking", basis="contract", uses="survey"), 1
    )  # kept for 1 year after order.completed
    second = SMALL.replace("order: Orders", "order: Orders\n  survey: Survey answers")
    third = second.replace(*add("survey", id="profiling", title="Profiling"), 1)
    assert first_told(in_steps(first, second, third, 365)) == [("profiling", ("Our customers",))]
    assert first_told(in_steps(first, second, third, 366)) == []


def test_what_rested_on_consent_is_not_brought_back_on_another_basis_after_a_version_without_it():
    back = WITHOUT_NEWS.replace(
        "recipients:\n", NEWS.replace("basis: consent", "basis: legitimate interests") + "recipients:\n", 1
    )
    found = in_steps(SMALL, WITHOUT_NEWS, back, 0)
    assert [one.purpose for one in found.refused][:1] == ["newsletter"] and "consent" in found.refused[0].because
    assert diff.difference(read(WITHOUT_NEWS), read(back), DAY).refused == ()


def first_told(found):
    return [(one.purpose, one.people) for one in found.must_tell if one.before]
