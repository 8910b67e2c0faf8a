"""One purpose in a form: what it says, until when and why, who needs the data and who receives it."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from troth.desk import compared, draft
from troth.desk.draft import Made, put
from troth.desk.forms import errors
from troth.desk.policy_forms import WAYS, PurposeForm, as_entered, ordered
from troth.desk.staff import Staff, staff_only
from troth.duties.clock import local_date
from troth.fault import Fault
from troth.policy.values import Policy, Purpose, under

# At which field an objection to a key of the purpose is shown.
FIELDS = {"keep": "way", "says": "says", "because": "because", "seen by": "seen_by", "disclosed to": "disclosed_to"}


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def purpose(http: Staff, key: str) -> HttpResponse:
    """The form; what is entered is gathered, and shown with everything that it changes."""
    policy, today = draft.now(http), local_date(timezone.now())
    one = policy.purposes.get(key)
    if one is None:
        raise Http404
    if http.method != "POST":
        return _page(http, policy, one, PurposeForm(policy, today, initial=as_entered(one)))
    form = PurposeForm(policy, today, http.POST)
    if not form.is_valid():
        return _page(http, policy, one, form, 422)
    changes = list(_changes(policy, one, form.cleaned_data))
    if not changes:
        form.add_error(None, "Nothing is changed yet: change something, or go back")
        return _page(http, policy, one, form, 422)
    try:
        after = draft.read(draft.files(http, changes))
    except Fault as fault:
        form.add_error(None, f"{compared.plain(fault.what)}. {compared.plain(fault.remedy)}")
        return _page(http, policy, one, form, 422)
    for no in draft.objections(policy, after, today):
        field = FIELDS.get(draft.at_field(after, ("purposes", key), no))
        if field:
            form.add_error(field, f"{compared.plain(no.what)}. {no.because}. Try: {compared.plain(no.remedy)}")
    if form.errors:
        return _page(http, policy, one, form, 422)
    draft.add(http, _said(one, changes), changes)
    return redirect("desk:policy-changes")


def _changes(policy: Policy, one: Purpose, given: dict[str, Any]) -> Iterator[Made]:
    """What differs from what stands there; nothing else is touched."""
    here = ("purposes", one.id)
    for name in ("says", "because"):
        new = given[name].replace("\r\n", "\n").strip()
        if " ".join(new.split()) != " ".join(getattr(one, name).split()):
            yield from put((*here, name), getattr(one, name), new)
    yield from put((*here, "keep"), one.keep.text, given["keep"])
    yield from put((*here, "seen by"), one.seen_by, ordered(policy.roles, one.seen_by, given["seen_by"]))
    given_to = ordered(policy.recipients, one.disclosed_to, given["disclosed_to"])
    yield from put((*here, "disclosed to"), one.disclosed_to, given_to)


NAMES = {"says": "the words", "keep": "the period", "because": "the reason", "seen by": "who needs it"}


def _said(one: Purpose, changes: list[Made]) -> str:
    keys = [str(change.path[-1]) for _, change in changes]
    return f"{one.title}: {', '.join(NAMES.get(key, 'who receives it') for key in keys)}"


def _page(http: Staff, policy: Policy, one: Purpose, form: PurposeForm, status: int = 200) -> HttpResponse:
    today = local_date(timezone.now())
    shown: dict[str, Any] = {
        "form": form,
        "one": one,
        "keep": under(policy, today).purposes[one.id].keep.says(),
        "data": [category.says for key, category in policy.data.items() if _used(one, key)],
        "ways": list(WAYS.items()),
        "gathered": len(draft.steps(http)),
        "errors": errors(form),
        "fault": next(iter(form.non_field_errors()), "") if form.is_bound else "",
    }
    return render(http, "desk/purpose.html", shown, status=status)


def _used(one: Purpose, category: str) -> bool:
    return any(category == use or category.startswith(f"{use}.") for use in one.uses)
