"""The questions of the wizard, in their order: which form asks each, and which comes next."""

from dataclasses import dataclass

from troth.portal import forms
from troth.portal.forms import Answers, Question


@dataclass(frozen=True)
class Step:
    """One question: the form that asks it, and what the last page calls its answer."""

    form: type[Question]
    title: str


ALL = {
    "whose": Step(forms.Whose, "Whose data"),
    "what": Step(forms.What, "What you ask for"),
    "name": Step(forms.Name, "Your name"),
    "email": Step(forms.Email, "Your email address"),
    "known-by": Step(forms.Known, "Also known by"),
    "word": Step(forms.Word, "Your opening word"),
}


def names() -> list[str]:
    """The questions that are asked: without `known-by` where there is nothing more to know people by."""
    return [name for name in ALL if name != "known-by" or forms.known_kinds()]


def missing(answers: Answers) -> str:
    """The first question that waits for its answer; empty when all have one."""
    return next((name for name in names() if name not in answers), "")


def after(answers: Answers) -> str:
    """The page that comes when a question was answered: the next open question, or the last look."""
    return missing(answers) or "check"


def before(step: str, answers: Answers) -> str:
    """The page to go back to: the last look if all was answered, else the question before, or the start."""
    place = names().index(step)
    if not missing(answers):
        return "check"
    return names()[place - 1] if place else "start"


def says(name: str, answers: Answers) -> list[str]:
    """The answer to one question, in the lines that the last page shows."""
    given = answers.get(name, {})
    match name:
        case "whose":
            return ["My own"]
        case "what":
            return ["Everything that you hold about me"] if given["scope"] == "all" else given["part"].split("\n")
        case "known-by":
            told = {"phone": "Phone", "customer": "Customer number"}
            return [f"{told[kind]}: {value}" for kind, value in given.items() if value] or ["Nothing else"]
        case "word":
            return ["Chosen. We do not show it."]
    return list(given.values())
