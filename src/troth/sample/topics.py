"""What customers of an IT and telecoms supplier write and ring about, and what is done about it.

A topic gives sentences for every place where the matter leaves a trace: subjects, the customer's own words, what a
colleague noted on the telephone, what was done, what the answer said, how it ended. `prose` fills the slots in braces.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of matter, with variants for each of its traces."""

    name: str
    subjects: tuple[str, ...]
    asks: tuple[str, ...]
    heard: tuple[str, ...]
    did: tuple[str, ...]
    answered: tuple[str, ...]
    ended: tuple[str, ...]


def _read(text: str) -> tuple[Topic, ...]:
    """Topics from their plain form: after a remark, each a name and lines that begin with the letter of their part."""
    topics = []
    for block in text.partition("\n\n")[2].strip().split("\n\n"):
        name, *lines = block.splitlines()
        parts: dict[str, list[str]] = {letter: [] for letter in "sahdre"}
        for line in lines:
            parts[line[0]].append(line[2:].strip())
        topics.append(Topic(name, *(tuple(parts[letter]) for letter in "sahdre")))
    return tuple(topics)


TOPICS = _read(Path(__file__).with_name("topics.txt").read_text(encoding="utf-8"))


# What people ask before they are customers: page of the website, and their words.
ENQUIRIES = (
    ("/broadband", "Do you cover our road? At present we have {slow} and two people working from home."),
    (
        "/broadband",
        "We are looking for about {speed} from {then}. Is there a set-up charge, and how long is the contract?",
    ),
    (
        "/business/phones",
        "We are six people and want to move away from our old telephone system. Could somebody ring me after {time}?",
    ),
    ("/business/phones", "Can you take over our number from another provider, and would we be cut off on the day?"),
    (
        "/support",
        "I am not sure whether I am a customer of yours or of the company that you took over. My bill has both names.",
    ),
    (
        "/support",
        "The contact form on the order page does not work with my screen reader. I would like to order by telephone.",
    ),
    ("/backup", "What happens to our files if your building burns down? A serious question, our insurer asks."),
    ("/wifi", "Our hall has thick walls and forty visitors on a {weekday} night. What would you suggest?"),
    ("/jobs", "Do you take people for work experience in the summer? My son is sixteen and good with computers."),
    ("/contact", "Please ring me about the quote {ref}. The e-mail went to my colleague, who has left."),
    ("/contact", "I found a parcel with your label at our door. It is not ours; the name is not one I know."),
    ("/cctv", "Could you quote for two cameras at the back of the shop? They must not see the pavement."),
    ("/broadband", "My contract elsewhere ends on {then}. Would you buy me out of the last month?"),
    (
        "/business/it",
        "We have nine laptops and nobody who looks after them. Do you charge by the hour or by the month?",
    ),
    ("/terms", "Your terms say 30 days' notice and the man on the phone said 14. Which is right?"),
)
REVIEWS = (
    (5, "Easy to set up and it has not dropped once in two months. The leaflet is written for human beings."),
    (5, "Came next day, well packed. The engineer took his boots off without being asked."),
    (5, "Bought a second one for my parents. That says it all 👍"),
    (4, "Good signal through two brick walls. One star off for the very bright blue light."),
    (4, "Does what it says. Would have liked a longer cable in the box."),
    (4, "Fine once support told me which of the two sockets to use."),
    (3, "Works, but the app wants to know where I am, and it does not need to."),
    (3, "Average. The one it replaced was no worse."),
    (2, "Arrived with a plug for another country. Exchanged without fuss, but it took a week."),
    (1, "Stopped after a month. Refunded, to be fair to them."),
)
COMMENTS = (
    "Very helpful on the telephone, especially {agent}.",
    "Took two calls to get it fixed, but the second person knew what to do.",
    "No complaints.",
    "The engineer was early, which for once was a problem.",
    "Please stop asking me to rate every call.",
    "Good service,\nfair price, would stay.",
    "I had to explain everything three times.",
    "Bill is hard to read.",
    "Fast, friendly, done.",
    "{agent} rang back when promised. Rare these days.",
    "Would like a shop again.",
    "Broadband is fine; hold music is not.",
    "",
    "",
)
