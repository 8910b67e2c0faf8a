"""What every page may say about the company and the regulator."""

from troth import policy
from troth.site import company
from troth.words import Nation

REACHED = "nation: england\nregulator: {phone: 0300 111 2222}\n"


def test_a_page_says_the_regulators_telephone_as_the_policy_does(monkeypatch, rf):
    plain = policy.new("Acme", Nation.ENGLAND)
    for text, phone in ((plain, "0303 123 1113"), (plain.replace("nation: england\n", REACHED), "0300 111 2222")):
        ours = policy.read(text, "policy.yaml")
        monkeypatch.setattr(company, "in_force", lambda ours=ours: ours)
        said = company.company(rf.get("/"))
        assert said["company"].name == "Acme"
        assert said["regulator"].phone == phone
        assert said["regulator"].web == "ico.org.uk/make-a-complaint"
