"""What people are told: the notice where data is collected, their rights, how to complain, who supervises."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import BaseModel

from troth.law.uk.regulator import NAME
from troth.policy.check.marketing import markets
from troth.policy.check.objection import DPA, GDPR, LAW, Found, answer, named, objects
from troth.policy.source import Path
from troth.policy.values import Policy, covers, regulator_of
from troth.words import Basis, Right

# ---- documents ----


@objects("UK GDPR 12(1) and 13", "people are told, in a form that they find easily", GDPR + "12")
def the_notice_is_named(policy: Policy, _: date) -> Iterator[Found]:
    """No privacy notice among the documents."""
    if "privacy" not in policy.documents:
        what = "no document `privacy` says where people read this policy"
        yield ("documents",), what, "add `documents:` with `privacy: {title: Privacy notice, at: /notice}`"


@objects("UK GDPR 12(1)", "what people are told is easy to reach", GDPR + "12")
def documents_can_be_read(policy: Policy, _: date) -> Iterator[Found]:
    """A document that stands at no address and has no words."""
    for key, document in policy.documents.items():
        if not (document.at or document.file or document.text):
            what = f"nobody can read the document `{key}`: it has no address and no words"
            yield ("documents", key), what, "write it as `{title: ..., at: /...}`, or name its `file:`"


@objects(
    "UK GDPR 13(1) and 14(1)", "people are told when data is collected, and where it comes from others", GDPR + "13"
)
def channels_show_the_notice(policy: Policy, _: date) -> Iterator[Found]:
    """A channel that collects data and does not show or point to the privacy notice."""
    for name, channel in policy.channels.items():
        told = "privacy" in channel.shows or "privacy" not in policy.documents or channel.asks
        if channel.collects and not told:
            what = f"channel `{name}` collects data and does not show the privacy notice"
            yield ("channels", name), what, "add `shows: [privacy]`, and point people to it there"


@objects("UK GDPR 14(2)(f)", "people whose data comes from others are told from whom", GDPR + "14")
def others_are_named_as_sources(policy: Policy, _: date) -> Iterator[Found]:
    """Data that comes from others, while the purposes that use it name nobody but the person."""
    for name, channel in policy.channels.items():
        for number, one in enumerate(channel.collects if channel.from_ == "others" else ()):
            using = [p for p in policy.purposes.values() if any(covers(u, one) or covers(one, u) for u in p.uses)]
            if using and not any(_others(source) for p in using for source in p.sources):
                what = f"channel `{name}` gets `{one}` from others, and no purpose that uses it says from whom"
                yield ("channels", name, "collects", number), what, f"add them to the `sources:` of `{using[0].id}`"


def _others(source: str) -> bool:
    return not re.match(r"(?:you|yourself|the person)$", source, re.IGNORECASE)


# ---- rights ----


@objects("UK GDPR 13(2)(b) and 14(2)(c)", "people are told of the rights that the bases used give them", GDPR + "13")
def the_rights_are_told(policy: Policy, on: date) -> Iterator[Found]:
    """A right that people have by a basis that is used, and of which the policy does not tell them."""
    given: dict[str, None] = {}
    for basis in dict.fromkeys(purpose.basis for purpose in policy.purposes.values()):
        given |= dict.fromkeys(answer("rights-by-basis", on, basis=basis) or ())
    if any(purpose.automated for purpose in policy.purposes.values()):
        given[Right.AUTOMATED_DECISION] = None
    lacks = [right for right in Right if right in given and right not in policy.rights]
    if lacks:
        some = "a right" if len(lacks) == 1 else "rights"
        what = f"the policy does not tell people of {some} that they have: {named(lacks)}"
        yield ("rights",), what, f"add `{lacks[0]}:` to `rights:`, with how to use it here"


NO = re.compile(r"\b(?:market\w*|advert\w*|news\w*|offers?|promot\w+)\b", re.IGNORECASE)


@objects(
    "UK GDPR 21(4)", "people are told clearly, and apart from all else, that they can object to marketing", GDPR + "21"
)
def the_no_to_marketing_is_told(policy: Policy, on: date) -> Iterator[Found]:
    """Marketing, without a word of the right to say no to it."""
    told = policy.rights.get(Right.OBJECTION)
    sells = [purpose.id for purpose in policy.purposes.values() if markets(purpose)]
    stops = sells and answer("to-object", on, marketing=True, basis=Basis.CONSENT)
    if stops and told is not None and not NO.search(told.says):
        what = "the right to object does not say that people can always say no to marketing"
        yield ("rights", Right.OBJECTION.value), what, f"say so: `{sells[0]}` is marketing"


# ---- complaints, and who supervises ----

FORM = re.compile(r"\bforms?\b|\be-?mail\b|\bonline\b|\bweb\b", re.IGNORECASE)
SOONEST = re.compile(
    r"\b([0-9]{1,3}) (?:calendar )?days?\b|\b(thirty|fourteen|ten|seven|five|three|two) (?:calendar )?days?\b"
)
S164A = DPA + "section/164A"
COMPLAINTS = "2026-06-19"


@objects(
    "DPA 2018 s. 164A(2)", "complaints to the company are made easy, by a form and by other ways", S164A, COMPLAINTS
)
def complaints_find_a_way(policy: Policy, on: date) -> Iterator[Found]:
    """No way to complain to the company, a single one, or none by a form or e-mail."""
    if policy.complaints is None:
        what = "the policy does not say how to complain to the company"
        yield (), what, "add `complaints:` with `ways:` and `says:`"
        return
    ways = set(policy.complaints.ways)
    form = any(FORM.search(way) for way in ways)
    if answer("easy-to-complain", on, electronic_form=form, other_ways=len(ways) > 1) is False:
        what = "there is only one way to complain" if len(ways) < 2 else "no way to complain is electronic"
        yield ("complaints", "ways"), what, "name a form or e-mail, and at least one other way"


@objects("DPA 2018 s. 164A(3)", "a complaint is acknowledged within 30 days", S164A, COMPLAINTS)
def complaints_are_acknowledged(policy: Policy, _: date) -> Iterator[Found]:
    """Words on complaints that do not say by when people hear of theirs, or say it too late."""
    if policy.complaints is None:
        return
    found = SOONEST.search(policy.complaints.says)
    if found is None:
        what = "people are not told by when their complaint is acknowledged"
        yield ("complaints", "says"), what, "say that you write back within 30 days, or sooner"
    elif found[1] and int(found[1]) > 30:
        what = f"a complaint is to be acknowledged within {found[1]} days, which is too late"
        yield ("complaints", "says"), what, "say that you write back within 30 days, or sooner"


@objects(
    "DUAA 2025 ss. 118 and 119", "the regulator is the Information Commission since 30 September 2026",
    f"{LAW}ukpga/2025/18/section/119",
)  # fmt: skip
def the_regulator_has_its_name(policy: Policy, on: date) -> Iterator[Found]:
    """The regulator's name of another day in the words of the policy."""
    name = regulator_of(policy, on).name
    stale = "|".join(rf"\b{other}\b" for _, other in NAME.lines if other != name)
    for path, text in _words(policy, ()):
        if found := re.search(stale, text):
            yield path, f"the regulator is not called `{found[0]}` on this day", f"write {name}"


def _words(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text in a policy, with its place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        for field, info in type(value).model_fields.items():
            if not info.exclude:
                yield from _words(getattr(value, field), (*path, info.alias or field))
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from _words(held, (*path, key))
    elif isinstance(value, tuple):
        for number, held in enumerate(value):
            yield from _words(held, (*path, number))
