"""What the register of processing holds (UK GDPR Article 30), what is done for others, and the fee to the regulator."""

from collections.abc import Iterator
from datetime import date

from troth.law.calendar import written
from troth.policy.check.objection import GDPR, LAW, Found, at, objects
from troth.policy.values import Policy


@objects("UK GDPR 30(1)(c)", "the register names the kinds of people whose data is used", GDPR + "30")
def the_people_are_named(policy: Policy, _: date) -> Iterator[Found]:
    """A purpose that does not say whose data it uses."""
    for purpose in policy.purposes.values():
        if not purpose.about:
            known = ", ".join(list(policy.people)[:3]) or "customers"
            yield at(purpose), f"purpose `{purpose.id}` does not say whose data it uses", f"add `about: [{known}]`"


@objects("UK GDPR 30(1)(g)", "the register says in general how data is kept secure", GDPR + "30")
def security_is_described(policy: Policy, _: date) -> Iterator[Found]:
    """No word on how data is kept secure."""
    if not policy.security:
        what = "the policy does not say how data is kept secure"
        yield ("security",), what, "add `security:` with a line for each measure, such as `sign-in: ...`"


FEES = f"{LAW}uksi/2018/480"


@objects(
    "SI 2018/480 reg 2", "a controller is registered with the regulator and pays its yearly fee", FEES, "2018-05-25"
)
def the_company_is_registered(policy: Policy, _: date) -> Iterator[Found]:
    """A controller without its number on the regulator's register."""
    if not policy.controller.registration:
        what = "the controller has no registration with the regulator"
        yield ("controller",), what, "add `registration:` with its number, or the reason why no fee is due"


@objects("SI 2018/480 reg 2", "the fee is paid for each year", FEES, "2018-05-25", dated=True)
def the_fee_is_paid(policy: Policy, on: date) -> Iterator[Found]:
    """A registration whose year is over."""
    until = policy.controller.registered_until
    if until and until < on:
        what = f"the registration with the regulator ran out on {written(until)}"
        yield ("controller", "registered until"), what, "pay the fee, and write until when it is paid"


# ---- work for others ----


@objects("UK GDPR 28(3)", "a processor acts under a contract with the controller", GDPR + "28")
def work_for_others_has_a_contract(policy: Policy, _: date) -> Iterator[Found]:
    """Work for other controllers without a contract."""
    for key, work in policy.for_others.items():
        if not work.contract:
            what = f"what is done for others in `{key}` rests on no contract"
            yield ("for others", key), what, "add `contract:` with what it is called and its date"


@objects(
    "UK GDPR 28(3)(g)", "at the end a processor deletes or returns all data, as the controller chooses", GDPR + "28"
)
def work_for_others_has_an_end(policy: Policy, _: date) -> Iterator[Found]:
    """Work for other controllers that does not say what becomes of their data."""
    for key, work in policy.for_others.items():
        if not work.ends:
            what = f"`{key}` does not say what becomes of other controllers' data at the end"
            yield ("for others", key), what, "add `ends:`, such as: returned or deleted within 30 days, as they choose"


@objects("UK GDPR 28(2) and (4)", "a processor takes on only others that it binds to the same terms", GDPR + "28")
def work_for_others_is_passed_to_processors(policy: Policy, _: date) -> Iterator[Found]:
    """Other controllers' data that is passed to somebody who is no processor of ours."""
    for key, work in policy.for_others.items():
        for number, name in enumerate(work.passed_to):
            recipient = policy.recipients.get(name)
            if recipient is not None and recipient.kind != "processor":
                what = f"`{key}` passes other controllers' data to `{name}`, which is no processor of ours"
                yield ("for others", key, "passed to", number), what, "name a processor, or keep the data here"
