"""One recipient in a form: who it is, where, bound by what, for which purposes; a new one; and removing one."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from troth.desk import compared, draft
from troth.desk.draft import MAIN, Made, put
from troth.desk.forms import errors
from troth.desk.policy_forms import LINES, RecipientForm, ordered, values_of
from troth.desk.staff import Staff, staff_only
from troth.duties.clock import local_date
from troth.fault import Fault
from troth.policy.edit import Drop, Put
from troth.policy.values import Policy, Recipient

# At which field an objection is shown that points at the recipient as a whole, and what to do about it there.
WHOLE = (
    ("no contract", "contract", "Write what it is called, and its date"),
    ("not undertaken", "undertakes", "Have it in writing, then tick it here"),
    ("not seen to say", "terms", "Read the contract for each of these, and tick what it says"),
    ("no purpose gives it anything", "given_by", "Tick what it gets data for, or go back without it"),
)
KEYS = {key: name for name, key in LINES.items()}
PLAIN = {"kind": "processor", "group": "no"}  # what a recipient is of which the file says nothing


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def recipient(http: Staff, key: str = "") -> HttpResponse:
    """The form of one, or of a new one; what is entered is gathered, and shown with everything that it changes."""
    policy, today = draft.now(http), local_date(timezone.now())
    one = policy.recipients.get(key)
    if key and one is None:
        raise Http404
    if http.method != "POST":
        start = values_of(one) if one else {"country": "United Kingdom", **PLAIN}
        return _page(
            http, policy, one, RecipientForm(policy, today, initial={**start, "given_by": _givers(policy, key)})
        )
    form = RecipientForm(policy, today, http.POST)
    if not form.is_valid():
        return _page(http, policy, one, form, 422)
    key = key or named(form.cleaned_data["name"], policy)
    changes = list(_changes(policy, key, one, form.cleaned_data))
    if not changes:
        form.add_error(None, "Nothing is changed yet: change something, or go back")
    else:
        _judge(http, form, policy, key, changes)
    if form.errors:
        return _page(http, policy, one, form, 422)
    says = f"{form.cleaned_data['name']}: {'what we say of it' if one else 'a new recipient'}"
    draft.add(http, says, changes)
    return redirect("desk:policy-changes")


def _judge(http: Staff, form: RecipientForm, policy: Policy, key: str, changes: list[Made]) -> None:
    """What cannot be read, or the law objects to, at the field where it belongs."""
    try:
        after = draft.read(draft.files(http, changes))
    except Fault as fault:
        form.add_error(None, f"{compared.plain(fault.what)}. {compared.plain(fault.remedy)}")
        return
    for no in draft.objections(policy, after, local_date(timezone.now())):
        at = draft.at_field(after, ("recipients", key), no)
        whole, remedy = next(((to, do) for words, to, do in WHOLE if words in no.what), ("given_by", no.remedy))
        field, remedy = (whole, remedy) if at == "*" else (KEYS.get(at, ""), no.remedy)
        if field:
            what = no.what.replace(f"`{key}`", f"`{form.cleaned_data['name']}`")
            form.add_error(field, f"{compared.plain(what)}. {no.because}. Try: {compared.plain(remedy)}")


def named(name: str, policy: Policy) -> str:
    """The key under which a new recipient stands: its name in small letters, with a number if it is taken."""
    word = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40].strip("-")
    made = word if word[:1].isalpha() else f"recipient-{word}".strip("-")
    taken = [*policy.recipients, "new"]
    return next(one for one in [made, *(f"{made}-{n}" for n in range(2, 600))] if one not in taken)


def _givers(policy: Policy, key: str) -> list[str]:
    return [name for name, purpose in policy.purposes.items() if key and key in purpose.disclosed_to]


def _changes(policy: Policy, key: str, one: Recipient | None, given: Mapping[str, Any]) -> Iterator[Made]:
    here = ("recipients", key)
    if one is None:
        said = {LINES[name]: given[name] for name in LINES if given[name] and given[name] != PLAIN.get(name)}
        yield MAIN, Put(here if policy.recipients else here[:1], said if policy.recipients else {key: said})
    else:
        for name, old in values_of(one).items():
            new = ordered(given[name], old, given[name]) if isinstance(old, list) else given[name]
            yield from put((*here, LINES[name]), old, new)
    for name, purpose in policy.purposes.items():
        was, now = purpose.disclosed_to, set(given["given_by"])
        kept = [*was, key] if name in now and key not in was else [to for to in was if to != key or name in now]
        yield from put(("purposes", name, "disclosed to"), was, kept)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def remove(http: Staff, key: str) -> HttpResponse:
    """What goes with a recipient, and the yes to it; even then it is only gathered."""
    policy = draft.now(http)
    one = policy.recipients.get(key)
    if one is None:
        raise Http404
    taken = _taken(policy, key)
    if http.method == "POST":
        changes = [change for _, some in taken for change in some]
        draft.read(draft.files(http, changes))  # a Fault in words where it cannot be done
        draft.add(http, f"{one.name}: removed", changes)
        return redirect("desk:policy-changes")
    set_by = [name for name, cookie in policy.cookies.items() if cookie.set_by == key]
    shown = {"one": one, "taken": [says for says, _ in taken[:-1]], "cookies": set_by}
    return render(http, "desk/recipient-remove.html", shown)


def _taken(policy: Policy, key: str) -> list[tuple[str, list[Made]]]:
    """Everything that names a recipient, in words and as changes; the recipient itself comes last."""
    found: list[tuple[str, list[Made]]] = []

    def without(says: str, path: tuple[str, ...], was: tuple[str, ...]) -> None:
        if key in was:
            found.append((says, list(put(path, was, [to for to in was if to != key]))))

    for name, purpose in policy.purposes.items():
        without(
            f"“{purpose.title}” no longer gives data to it", ("purposes", name, "disclosed to"), purpose.disclosed_to
        )
    for name, work in policy.for_others.items():
        without(f"“{work.title}” no longer passes data to it", ("for others", name, "passed to"), work.passed_to)
    for name, no in policy.never.items():
        if no.to == (key,):  # an empty list would forbid it to everybody
            found.append((f"The prohibition that is about it alone goes: {no.says}", [(MAIN, Drop(("never", name)))]))
        else:
            without(f"The prohibition no longer names it: {no.says}", ("never", name, "to"), no.to)
    for name, assessed in policy.assessments.items():
        if key in assessed.of:
            found.append(_assessment(policy, name, assessed.of, key))
    return [*found, ("", [(MAIN, Drop(("recipients", key)))])]


def _assessment(policy: Policy, name: str, of: tuple[str, ...], key: str) -> tuple[str, list[Made]]:
    """An assessment without a recipient, in its own file or in the policy; without the last it goes."""
    beside = ("assessments", name) in policy.source.parts
    file, path = (f"assessments/{name}.yaml", ()) if beside else (MAIN, ("assessments", name))
    rest = [to for to in of if to != key]
    if rest:
        return f"The assessment “{name}” no longer names it", [(file, Put((*path, "of"), rest))]
    return f"The assessment “{name}” goes; earlier versions of the policy still hold it", [(file, Drop(path))]


def _page(http: Staff, policy: Policy, one: Recipient | None, form: RecipientForm, status: int = 200) -> HttpResponse:
    shown: dict[str, Any] = {
        "form": form,
        "one": one,
        "gathered": len(draft.steps(http)),
        "errors": errors(form),
        "fault": next(iter(form.non_field_errors()), "") if form.is_bound else "",
    }
    return render(http, "desk/recipient.html", shown, status=status)
