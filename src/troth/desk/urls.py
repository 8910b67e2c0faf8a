"""The desk's addresses; each view stands behind `staff_only` or `about_case` (tests walk this table)."""

from django.urls import path, register_converter

from troth.desk import (
    approve,
    case,
    changes,
    decide,
    diary,
    doubts,
    inbox,
    new,
    policy,
    promises,
    proposal,
    purpose,
    recipient,
    register,
    row,
    rows,
    task,
    why,
)


class Reference:
    """A case's reference as it stands in an address: capitals, digits and hyphens."""

    regex = "[0-9A-Z-]{3,12}"

    def to_python(self, value: str) -> str:
        """As written."""
        return value

    def to_url(self, value: str) -> str:
        """As written."""
        return value


class Number(Reference):
    """The number of a promise: a capital and a number."""

    regex = "[A-Z][1-9][0-9]?"


class Side(Reference):
    """One half of the register of processing: our own uses, or those for others."""

    regex = "uses|for-others"


register_converter(Reference, "ref")
register_converter(Number, "promise")
register_converter(Side, "side")

app_name = "desk"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("assign/", inbox.assign, name="assign"),
    path("find/", inbox.find, name="find"),
    path("new/", new.new, name="new"),
    path("promises/", promises.promises, name="promises"),
    path("promises/now/", promises.now, name="promises-now"),
    path("promises/<promise:name>/", promises.promise, name="promise"),
    path("register/", register.register, name="register"),
    path("register/file/<slug:form>/", register.file, name="register-file"),
    path("register/<side:side>/<slug:key>/", register.use, name="register-use"),
    path("policy/doubts/", doubts.doubts, name="doubts"),
    path("policy/doubts/back/", doubts.back, name="doubts-back"),
    path("policy/", policy.policy, name="policy"),
    path("policy/versions/", policy.all_versions, name="policy-versions"),
    path("policy/versions/<int:number>/", policy.version, name="policy-version"),
    path("policy/purposes/<slug:key>/", purpose.purpose, name="policy-purpose"),
    path("policy/recipients/new/", recipient.recipient, name="policy-recipient-new"),
    path("policy/recipients/<slug:key>/", recipient.recipient, name="policy-recipient"),
    path("policy/recipients/<slug:key>/remove/", recipient.remove, name="policy-recipient-remove"),
    path("policy/changes/", changes.changes, name="policy-changes"),
    path("policy/changes/away/", changes.throw_away, name="policy-away"),
    path("policy/proposals/<int:number>/", proposal.proposal, name="policy-proposal"),
    path("policy/proposals/<int:number>/told/", proposal.told, name="policy-told"),
    path("policy/proposals/<int:number>/adopt/", proposal.adopt, name="policy-adopt"),
    path("policy/proposals/<int:number>/again/", proposal.again, name="policy-again"),
    path("policy/proposals/<int:number>/drop/", proposal.drop, name="policy-drop"),
    path("<ref:reference>/", case.case, name="case"),
    path("<ref:reference>/why/", why.why, name="why"),
    path("<ref:reference>/take/", why.take, name="take"),
    path("<ref:reference>/due.ics", diary.diary, name="diary"),
    path("<ref:reference>/code/", case.code, name="code"),
    path("<ref:reference>/vouch/", case.vouch, name="vouch"),
    path("<ref:reference>/link/", case.link, name="link"),
    path("<ref:reference>/task/<int:number>/", task.task, name="task"),
    path("<ref:reference>/include/", decide.include, name="include"),
    path("<ref:reference>/withhold/", decide.withhold, name="withhold"),
    path("<ref:reference>/approve/", approve.approve, name="approve"),
    path("<ref:reference>/preview/", approve.preview, name="preview"),
    path("<ref:reference>/rows/<int:first>/", rows.rows, name="rows"),
    path("<ref:reference>/row/<int:number>/", row.row, name="row"),
    path("<ref:reference>/row/<int:number>/file/<int:place>/", row.file, name="file"),
]
