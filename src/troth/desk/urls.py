"""The desk's addresses; each view stands behind `staff_only` or `about_case` (tests walk this table)."""

from django.urls import path, register_converter

from troth.desk import approve, case, decide, diary, inbox, new, row, rows, task, why


class Reference:
    """A case's reference as it stands in an address: capitals, digits and hyphens."""

    regex = "[0-9A-Z-]{3,12}"

    def to_python(self, value: str) -> str:
        """As written."""
        return value

    def to_url(self, value: str) -> str:
        """As written."""
        return value


register_converter(Reference, "ref")

app_name = "desk"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("assign/", inbox.assign, name="assign"),
    path("find/", inbox.find, name="find"),
    path("new/", new.new, name="new"),
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
