"""The lists of the law by day: what an answer and a refusal say, what may be left out, who supervises."""

from datetime import date

from troth import law
from troth.words import Right

TODAY = date(2026, 11, 23)
FROM_ARTICLE_15 = "confirmation purposes categories recipients keep rights"
ARTICLE_15 = f"{FROM_ARTICLE_15} complain-controller complain-regulator source automated-decisions transfers".split()


def ids(items):
    return [item.id for item in items]


def test_article_15_is_the_laws_list_in_the_laws_order():
    assert ids(law.access_items(TODAY)) == ARTICLE_15
    by_id = {item.id: item.cite.text for item in law.access_items(TODAY)}
    assert by_id["complain-controller"] == "UK GDPR Art 15(1)(ea)"
    assert by_id["transfers"] == "UK GDPR Art 15(2)"


def test_the_complaint_to_the_controller_joins_the_list_on_its_day():
    before, after = law.access_items(date(2026, 6, 18)), law.access_items(date(2026, 6, 19))
    assert set(ids(after)) - set(ids(before)) == {"complain-controller"}
    assert len(after) == len(before) + 1 == 11
    assert law.access_items(date(2018, 5, 24)) == ()


def test_a_refusal_has_four_elements_since_complaints_go_to_the_controller_too():
    assert ids(law.refusal_items(TODAY)) == ["reasons", "complain-controller", "complain-regulator", "court"]
    assert ids(law.refusal_items(date(2026, 6, 18))) == ["reasons", "complain-regulator", "court"]


def test_exemptions_reach_the_rights_that_the_schedule_names():
    access = law.exemptions(Right.ACCESS, TODAY)
    assert len(access) == 9
    assert {"third-party", "privilege"} <= set(ids(access))
    for right in (Right.ERASURE, Right.RECTIFICATION, Right.RESTRICTION, Right.PORTABILITY, Right.OBJECTION):
        assert set(ids(law.exemptions(right, TODAY))) == {"crime-and-tax", "legal-duty"}
    assert law.exemptions(Right.AUTOMATED_DECISION, TODAY) == ()
    assert law.exemptions(Right.ACCESS, date(2018, 5, 24)) == ()


def test_every_exemption_has_words_a_place_and_a_test():
    for exemption in law.exemptions(Right.ACCESS, TODAY):
        assert exemption.says and exemption.test.endswith(".")
        assert exemption.cite.text.startswith("DPA 2018 Sch 2 para ")
        assert exemption.cite.url.startswith("https://www.legislation.gov.uk/")
        assert len(exemption.id) <= 20  # the width of its column


def test_the_regulator_changes_its_name_on_the_day():
    assert law.regulator(date(2026, 9, 29)).name == "Information Commissioner"
    assert law.regulator(date(2026, 9, 30)).name == "Information Commission"
    assert law.regulator(TODAY).phone == "0303 123 1113"
    assert law.regulator(date(1990, 1, 1)).web == "ico.org.uk/make-a-complaint"
