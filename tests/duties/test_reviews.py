"""What is to be looked at again is chased before it is late."""

from datetime import date, timedelta

from policy.conftest import SMALL
from troth import policy
from troth.duties import reviews

DAY = date(2026, 11, 28)
TEXT = SMALL.replace("nation: england\n", "nation: england\nreview by: 2026-11-27\n").replace(
    "  contact: privacy@acme.example\n",
    "  contact: privacy@acme.example\n  manager: Ruth Adeyemi\n  registered until: 2027-01-27\n",
).replace(
    "    contract: Processing agreement of 20 January 2026\n",
    "    contract: Of 2026\n    contract until: 2026-12-31\n    review by: 2027-01-28\n",
).replace(
    "channels:\n",
    """\
documents:
  terms: {title: Terms of business, text: Pay., review by: 2026-11-28}
assessments:
  parcels:
    kind: processor
    of: [courier]
    on: 2025-12-01
    by: Tom Harker
    review by: 2026-12-01
channels:
""",
)  # fmt: skip


def due(text=TEXT, **within):
    return reviews.due(policy.read(text, "policy.yaml"), DAY, **within)


def test_what_is_late_or_falls_due_within_60_days_is_listed_the_latest_first_with_day_and_owner():
    assert [(one.says, one.day, one.days, one.owner) for one in due()] == [
        ("The policy", date(2026, 11, 27), -1, "Ruth Adeyemi"),
        ("Terms of business", date(2026, 11, 28), 0, "Ruth Adeyemi"),
        ("The assessment of a provider: Harelane Parcels Ltd", date(2026, 12, 1), 3, "Tom Harker"),
        ("The contract with Harelane Parcels Ltd ends", date(2026, 12, 31), 33, "Ruth Adeyemi"),
        # 60 days after 28 November: two left in November, 31 in December, 27 in January
        ("The registration with the regulator", date(2027, 1, 27), 60, "Ruth Adeyemi"),
    ]
    assert [one.late for one in due()] == [True, False, False, False, False]


def test_within_another_time_there_is_more_or_less():
    assert len(due(within=timedelta(days=61))) == 6
    assert [one.says for one in due(within=timedelta(0))] == ["The policy", "Terms of business"]


def test_a_policy_that_names_no_day_has_nothing_to_look_at_again():
    assert due(SMALL) == []


def test_each_names_the_place_in_the_policy():
    assert due()[2].path == ("assessments", "parcels", "review by")
