"""Words and rules cannot diverge: delete any one of either, and the comparison names the other."""

import json
import re

import pytest

from policy.publishing import TODAY, less, raw, read, text
from troth.fault import Fault
from troth.policy.publish import as_json, compare, markdown, notice

SENTENCE = re.compile(r"(?:(?<=- )|(?<=> )|(?<=^  ))(?:(?!<!--).)+<!-- (?!about)(?P<id>\S+) -->", re.MULTILINE)


@pytest.fixture(scope="module")
def company():
    from policy.publishing import beside
    from troth import policy

    return policy.read(text(), "policy.yaml", beside())


@pytest.fixture(scope="module")
def published(company):
    return markdown(notice(company, TODAY))


def test_what_was_just_published_says_what_the_rules_say(company, published):
    assert compare(published, company, TODAY) == []
    assert compare(json.dumps(as_json(notice(company, TODAY))), company, TODAY) == []


def test_each_sentence_that_is_deleted_is_missed_by_its_rule_at_its_line(company, published):
    lines = text().split("\n")
    found = list(SENTENCE.finditer(published))
    expected = notice(company, TODAY)
    rules = {one.id: one.rule for one in (*expected.short, *expected.sentences)}
    assert len(found) == len(rules) > 300, "every sentence of the Markdown is tried"
    named = 0
    for one in found:
        (fault,) = compare(published[: one.start()] + published[one.end() :], company, TODAY)
        assert f"({one['id']})" in fault.what
        if rules[one["id"]]:
            file, line, _ = fault.where.rsplit(":", 2)
            assert file == "policy.yaml" and lines[int(line) - 1].strip()
            key = str(next((p for p in reversed(rules[one["id"]]) if isinstance(p, str)), ""))
            above = "\n".join(lines[: int(line)])
            assert key in above
            named += 1
    print(f"\n{len(found)} sentences deleted one at a time, all missed; {named} at a line of the policy")


def test_each_sentence_that_is_changed_is_named_with_its_rule(company, published):
    for one in list(SENTENCE.finditer(published))[::7]:
        words = one[0].replace(" <!--", " And more. <!--")
        (fault,) = compare(published[: one.start()] + words + published[one.end() :], company, TODAY)
        assert f"({one['id']})" in fault.what and "says otherwise" in fault.what


def test_a_sentence_that_no_rule_says_is_named_with_its_line(company, published):
    added = published + "\n- We sell nothing to anybody.\n- We share it with friends. <!-- recipients/friends -->\n"
    without, unknown = compare(added, company, TODAY, "notice.md")
    last = len(added.splitlines())
    assert without.where == f"notice.md:{last - 1}" and "We sell nothing to anybody." in without.what
    assert unknown.where == f"notice.md:{last}" and "`recipients/friends`" in unknown.what


def test_a_sentence_that_stands_twice_is_named(company, published):
    line = next(line for line in published.splitlines() if "<!-- reviewed -->" in line)
    (fault,) = compare(f"{published}{line}\n", company, TODAY)
    assert "`reviewed`" in fault.what and "twice" in fault.what


SECTIONS = ("purposes", "recipients", "rights", "security", "never", "data", "channels", "for_others", "documents")


def without(company, section, key):
    """The policy without one entry, and without every mention of it in the purposes and channels."""
    held = {name: one for name, one in getattr(company, section).items() if name != key}
    less = company.model_copy(update={section: held})
    if section == "recipients":
        given = {
            name: one.model_copy(update={"disclosed_to": tuple(to for to in one.disclosed_to if to != key)})
            for name, one in company.purposes.items()
        }
        return less.model_copy(update={"purposes": given})
    if section == "purposes":
        asked = {
            name: one.model_copy(update={"asks": tuple(asked for asked in one.asks if asked != key)})
            for name, one in company.channels.items()
        }
        return less.model_copy(update={"channels": asked})
    return less


def test_each_rule_that_is_deleted_leaves_its_sentence_without_one(company, published):
    """Every entry of every section, one at a time: the comparison names its sentence."""
    rules = [(section, key) for section in SECTIONS for key in getattr(company, section)]
    for section, key in rules:
        said = [fault.what for fault in compare(published, without(company, section, key), TODAY)]
        id = f"{section}/{key}".replace("_", "-")
        # An entry of a right that the law gives too is still told, in the law's words, under another id.
        assert any(f"`{id}`" in what for what in said), (id, said[:3])
    print(f"\n{len(rules)} rules deleted one at a time, all missed by their sentence")
    assert len(rules) > 120


@pytest.mark.parametrize(("section", "key"), [("purposes", "calls"), ("recipients", "courier"), ("rights", "erasure")])
def test_a_rule_that_is_deleted_from_the_file_is_missed_too(published, section, key):
    said = [fault.what for fault in compare(published, read(less(raw(), section, key)), TODAY)]
    assert any(f"`{section}/{key}`" in what for what in said)


def test_a_basis_that_is_swapped_a_period_and_a_country_are_noticed(published):
    for path, value in (
        (("purposes", "calls", "basis"), "contract"),
        (("purposes", "calls", "keep"), "91 days after call.date"),
        (("recipients", "mailer", "country"), "United Kingdom"),
        (("data", "call.recording"), "Recordings of some calls"),
        (("controller", "contact"), "other@ljtsystems.example"),
    ):
        data = raw()
        within = data
        for part in path[:-1]:
            within = within[part]
        within[path[-1]] = value
        assert compare(published, read(data), TODAY), path


def test_html_of_the_exported_page_is_compared_too(company):
    from troth.duties.publish import page

    html = page.of_notice(notice(company, TODAY))
    assert compare(html, company, TODAY) == []
    changed = html.replace("90 days after the call.", "9 days after the call.", 1)
    (fault,) = compare(changed, company, TODAY, "notice.html")
    assert "(purposes/calls/keep)" in fault.what and "notice.html:" in fault.what
    gone = re.sub(r'<span id="recipients/courier">.*?</span>', "", html)
    assert ["(recipients/courier)" in fault.what for fault in compare(gone, company, TODAY)] == [True]


def test_words_of_the_policy_never_pass_for_marks(company, small):
    """A title that holds a comment, a tag or Markdown is text, in every form."""
    from troth import policy

    odd = "**News** <!-- purposes/orders --> _x:_ [a](b) <b>&amp; \\\\ `c` #1"
    data = policy.source.load(small, "p")[0]
    data["purposes"]["newsletter"] |= {"title": odd, "says": odd}
    read_back = policy.read(json.dumps(data), "p")
    made = notice(read_back, TODAY)
    from troth.duties.publish import page

    for form in (markdown(made), page.of_notice(made), json.dumps(as_json(made))):
        assert compare(form, read_back, TODAY) == []


@pytest.mark.parametrize(
    "published", ["", "Just words.", "<p>Just words.</p>", "{", "{}", "<", "[" * 100_000, "\0", "{" * 9_999]
)
def test_what_is_no_notice_of_ours_is_a_fault_in_words(company, published):
    with pytest.raises(Fault) as raised:
        compare(published, company, TODAY)
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## In short", "## We sell your data to anybody\n\n## In short"),
        ("\n## In short", "\nWe sell your data. <!-- about -->\n\n## In short"),
        ("LJT Systems Ltd. As on", "Other People Ltd. As on"),
        ("_Why we may:_ ", "_Why we may, and sell it all:_ "),
        ("**Where it lies.**", "**We sell it.**"),
        ("\n## In short", "\n#We sell your data.\n\n## In short"),
    ],
)
def test_words_in_a_heading_a_label_or_the_line_with_the_day_do_not_slip_in(company, published, old, new):
    assert old in published
    (fault,) = compare(published.replace(old, new, 1), company, TODAY)
    assert fault.remedy


def test_two_headings_that_change_places_move_the_sentences_under_them(company, published):
    names = ("### The law\n", "### Your yes\n")
    assert all(published.count(name) == 1 for name in names)
    swapped = published.replace(names[0], "\0").replace(names[1], names[0]).replace("\0", names[1])
    said = [fault.what for fault in compare(swapped, company, TODAY)]
    assert said and all("stands under `" in what for what in said)
    assert any("`purposes/calls" in what for what in said) is False  # it stands under a third
    assert any("`purposes/surveys" in what for what in said)


def test_a_sentence_that_stands_in_the_place_of_another_is_named(company, published):
    lines = published.splitlines()
    one, other = (next(n for n, line in enumerate(lines) if f"<!-- purposes/{id}/uses -->" in line) for id in PAIR)
    lines[one], lines[other] = lines[other], lines[one]  # what we use for one, told behind the other
    (fault,) = compare("\n".join(lines), company, TODAY, "notice.md")
    assert fault.where == f"notice.md:{one + 1}" and f"`purposes/{PAIR[1]}/" in fault.what


PAIR = ("orders", "subscriptions")  # both rest on the contract


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"sections":', '"more": [{"text": "We sell it."}], "sections":'),
        ('"sections":', '"more": "We sell it.", "sections":'),
        ('"sections":', '"more": {"id": "about", "text": "We sell it."}, "sections":'),
        ('"title": "Where it lies"', '"title": "We sell it"'),
        ('"group": "Your yes"', '"group": "The law"'),
    ],
)
def test_words_beside_the_sentences_of_json_do_not_slip_in(company, old, new):
    form = json.dumps(as_json(notice(company, TODAY)))
    assert old in form
    assert compare(form.replace(old, new, 1), company, TODAY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"(<span id=\"controller/name\">.*?</span>)", r"\1 And we sell it."),
        (r"(<span id=\"purposes/orders\">)(.*?)(</span>)", r"\1<s>\2</s>\3"),
        (r"(<span id=\"purposes/orders\">.*?</span>)", r"<template>\1</template>"),
        (r"<span (id=\"purposes/orders\">)", r"<span hidden \1"),
        (r"(<span id=\"purposes/orders\">.*?</span>)", r"<!-- \1 -->"),
    ],
)
def test_words_beside_a_sentence_of_html_and_those_struck_out_are_noticed(company, old, new):
    from troth.duties.publish import page

    changed, times = re.subn(old, new, page.of_notice(notice(company, TODAY)), count=1)
    assert times == 1
    assert len(compare(changed, company, TODAY)) == 1


def test_a_page_of_comments_that_never_end_is_read_through_once(company):
    with pytest.raises(Fault):
        compare("<!-- " * 1_000_000, company, TODAY)
