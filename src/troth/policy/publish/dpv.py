"""The register in the terms of the W3C Data Privacy Vocabulary (DPV 2.3), as JSON-LD that needs no other file.

Who we are, each use of data with its purpose, basis, data, people, recipients, period, rights and assessments, what is
done for others, and what is never done. Each node has an address of its own: the company, and the path of the rule.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from troth.law import ask
from troth.policy.keep import Keep
from troth.policy.publish import assessed, terms
from troth.policy.publish.columns import SCHEDULE_1, used
from troth.policy.publish.rows import OfPurpose
from troth.policy.publish.says import abroad, country, first_up, plain, sentence
from troth.policy.source import Path
from troth.policy.values import Assessed, Commission, Policy, Purpose, Recipient, Refusal, regulator_of, under
from troth.words import Basis

Node = dict[str, Any]


def dpv(policy: Policy, on: date, places: Mapping[str, tuple[str, ...]] | None = None, site: str = "") -> Node:
    """The register of a day as a JSON-LD document; `places` and `site` as for `register`."""
    return _Graph(under(policy, on), on, places or {}, site.rstrip("/")).document()


class _Graph:
    """The nodes of one register; what several uses share stands in it once."""

    def __init__(self, policy: Policy, on: date, places: Mapping[str, tuple[str, ...]], site: str) -> None:
        self.policy, self.on, self.places, self.site = policy, on, places, site
        self.root = f"urn:troth:register:{_slug(policy.controller.name)}:"
        self.nodes: dict[str, Node] = {}

    def document(self) -> Node:
        """All of it, under one context."""
        self.register()
        context = {**terms.PREFIXES, "dct:date": {"@type": "xsd:date"}, "dct:valid": {"@type": "xsd:date"}}
        return {"@context": context, "@graph": list(self.nodes.values())}

    # ---- how nodes are made ----

    def put(self, path: Path, types: str | Iterable[str], label: str = "", **said: Any) -> Node:
        """A node at a path, and a reference to it; it is made once. Empty values are left out."""
        at = self.root + "/".join(re.sub(r"[^A-Za-z0-9._-]+", "-", str(part)) for part in path)
        if at not in self.nodes:
            named = {"rdfs:label": plain(label)} if label else {}
            held = {name.replace("__", ":"): value for name, value in said.items() if value}
            kinds = [types] if isinstance(types, str) else list(types)
            self.nodes[at] = {"@id": at, "@type": kinds, **named, **held}
        return {"@id": at}

    def more(self, node: Node, said: Mapping[str, Any]) -> None:
        """Say more of a node."""
        self.nodes[node["@id"]].update({name: value for name, value in said.items() if value})

    # ---- the whole ----

    def register(self) -> None:
        """The record itself, with us and all that it holds."""
        us = self.company()
        uses = [self.use(one, us) for one in self.policy.purposes.values()]
        others = [self.commission(key, one, us) for key, one in self.policy.for_others.items()]
        self.put(
            ("register",), "dpv:ROPA", f"Register of processing: {self.policy.controller.name}",
            dct__valid=self.on.isoformat(), dct__conformsTo=_ids(["legal-gb:law-GDPR"]),
            dpv__hasDataController=us, dpv__hasPersonalDataProcess=[*uses, *others],
            dpv__hasProhibition=[self.refusal(key, one) for key, one in self.policy.never.items()],
        )  # fmt: skip

    def company(self) -> Node:
        """Us: the controller, how it is reached, and under whose law."""
        ours = self.policy.controller
        kinds = ["dpv:DataController", *(["dpv:DataProcessor"] if self.policy.for_others else [])]
        return self.put(
            ("controller",), kinds, dpv__hasName=plain(ours.name), dpv__hasAddress=plain(ours.address),
            dpv__hasContact=[text for text in (ours.contact, ours.phone) if text], dpv__hasIdentifier=ours.registration,
            dpv__hasDataProtectionOfficer=self.reached("dpo", "dpv:DataProtectionOfficer", ours.dpo),
            dpv__hasRepresentative=self.reached("representative", "dpv:Representative", ours.representative),
            dpv__hasOrganisationalUnit=[self.role(key) for key in self.policy.roles],
            dpv__hasJurisdiction=self.country("United Kingdom"), dpv__hasAuthority=self.authority(),
            dpv__hasApplicableLaw=_ids(["legal-gb:law-GDPR", "legal-gb:law-DPA", "uk:PECR"]),
        )  # fmt: skip

    def reached(self, field: str, kind: str, how: str) -> Node | None:
        """The officer or representative, if there is one."""
        return self.put(("controller", field), kind, dpv__hasContact=plain(how)) if how else None

    def authority(self) -> Node:
        """The regulator of the day."""
        return self.put(
            ("regulator",), ["dpv:DataProtectionAuthority", terms.authority(self.on)],
            dpv__hasName=regulator_of(self.policy, self.on).name,
        )  # fmt: skip

    def country(self, name: str) -> Node:
        """A country; one outside the United Kingdom is a third country."""
        kind = "dpv:ThirdCountry" if abroad(name) else "dpv:Country"
        return self.put(("countries", _slug(country(name))), kind, name)

    # ---- a use of ours ----

    def use(self, purpose: Purpose, us: Node) -> Node:
        """One purpose as a process."""
        here = ("purposes", purpose.id)
        away = [key for key in purpose.disclosed_to if abroad(self.policy.recipients[key].country)]
        node = self.put(
            here, "dpv:PersonalDataProcess", purpose.title, dpv__hasDataController=us,
            dpv__hasPurpose=self.purpose(purpose), dpv__hasLegalBasis=self.bases(purpose),
            dpv__hasPersonalData=[self.data(name) for name in used(self.policy, purpose.uses)],
            dpv__hasDataSubject=[self.people(one) for one in purpose.about],
            dpv__isImplementedByEntity=[self.role(one) for one in purpose.seen_by],
            dpv__hasRecipient=[self.recipient(one) for one in purpose.disclosed_to],
            dpv__hasDataSource=[self.source(one) for one in purpose.sources],
            dpv__hasStorageCondition=self.storage(purpose),
            dpv__hasTechnicalOrganisationalMeasure=self.measures(),
            dpv__hasRight=self.rights(purpose), dpv__hasNotice=self.notice(),
            dpv__hasJurisdiction=self.country("United Kingdom"),
        )  # fmt: skip
        self.more(
            node,
            {
                "dpv:hasThirdCountry": [self.country(self.policy.recipients[key].country) for key in away],
                "dpv:hasProcessing": [self.transfer(key) for key in away],
                "dpv:hasPermission": _ids(["uk:SoftOptIn"]) if purpose.marketing == "soft opt-in" else None,
                "dpv:hasContext": self.automated(purpose),
                **self.assessments(purpose),
            },
        )
        return node

    def purpose(self, purpose: Purpose) -> Node:
        """What it is for."""
        kinds = ["dpv:Purpose", *(["dpv:DirectMarketing"] if purpose.marketing != "no" else [])]
        said = sentence(purpose.says)
        return self.put(("purposes", purpose.id, "says"), kinds, purpose.title, dct__description=said)

    def bases(self, purpose: Purpose) -> list[Node]:
        """The lawful basis; with it the law that is named, the recognised interest, the second keys."""
        found: list[Node] = [{"@id": term} for term in terms.bases(purpose)]
        here = ("purposes", purpose.id)
        if purpose.basis in (Basis.LEGAL_OBLIGATION, Basis.PUBLIC_TASK) and purpose.duty:
            kind = "dpv:LegalObligation" if purpose.basis is Basis.LEGAL_OBLIGATION else "dpv:PublicInterest"
            found.append(self.put((*here, "duty"), kind, purpose.duty))
        if purpose.basis is Basis.LEGITIMATE_INTERESTS and purpose.assessment:
            kind = "dpv:LegitimateInterest"
            found.append(self.put((*here, "assessment", "interest"), kind, purpose.assessment.interest))
        second = SCHEDULE_1.search(plain(purpose.condition))
        if second:
            found.append(self.put((*here, "condition"), "uk:Schedule1Condition", second[0]))
        return found

    def data(self, name: str) -> Node:
        """A category, with its sensitivity as its kind, and where it lies."""
        category = self.policy.data[name]
        return self.put(
            ("data", name), terms.SENSITIVITY[category.sensitivity], category.says,
            dpv__hasLocation=[self.put(("places", _slug(one)), "dpv:StorageLocation", one)
                              for one in self.places.get(name, ())],
        )  # fmt: skip

    def people(self, key: str) -> Node:
        """Whose data it is."""
        return self.put(("people", key), "dpv:DataSubject", self.policy.people[key])

    def role(self, key: str) -> Node:
        """Who needs it here."""
        return self.put(("roles", key), "dpv:OrganisationalUnit", self.policy.roles[key])

    def source(self, said: str) -> Node:
        """Where it comes from; `you` is the person."""
        kind = "dpv:DataSubjectDataSource" if plain(said).casefold() == "you" else "dpv:DataSource"
        return self.put(("sources", _slug(said)), kind, said)

    def measures(self) -> list[Node]:
        """In general how data is kept secure."""
        kind = "dpv:TechnicalOrganisationalMeasure"
        return [self.put(("security", key), kind, line) for key, line in self.policy.security.items()]

    def notice(self) -> Node:
        """Where people read of it."""
        return self.put(("notice",), "dpv:PrivacyNotice", "Privacy notice", dct__identifier=f"{self.site}/notice")

    def rights(self, purpose: Purpose) -> list[Node]:
        """What people can do, by the basis; and to complain, to the regulator and to us."""
        items = ask("rights-by-basis", self.on, {"basis": purpose.basis}).needs or ()
        found = [terms.RIGHTS[item.id] for item in items if item.id in terms.RIGHTS]
        found += ["eu-gdpr:A21"] if purpose.marketing != "no" else []
        found += [terms.automated(self.on)] if purpose.automated else []
        found += ["eu-gdpr:A77", *(["uk:ComplaintToController"] if self.on >= terms.COMPLAINTS else [])]
        return _ids(dict.fromkeys(found))

    # ---- how long ----

    def storage(self, purpose: Purpose) -> Node:
        """Until when, and why."""
        keep, here = purpose.keep, ("purposes", purpose.id, "keep")
        kinds = ["dpv:StorageDuration", *(["uk:StatutoryPeriod"] if keep.statutory else [])]
        law = [str(rule.cite) for rule in keep.law.rules] if keep.law else []
        return self.put(
            here, kinds, first_up(keep.says()), dct__description=sentence(purpose.because), dct__source=law,
            dpv__hasDuration=self.duration(keep, here),
        )  # fmt: skip

    def duration(self, keep: Keep, here: Path) -> list[Node]:
        """Until an event, and a length of time after it: as ISO 8601 has it."""
        found = [self.put((*here, "event"), "dpv:UntilEventDuration", keep.event_says or keep.event)]
        if keep.period:
            iso = f"P{keep.period.number}{keep.period.unit[0].upper()}"
            value = {"@value": iso, "@type": "xsd:duration"}
            found.append(self.put((*here, "period"), "dpv:TemporalDuration", keep.period.says(), rdf__value=value))
        return found

    # ---- who receives it ----

    def recipient(self, key: str) -> Node:
        """Somebody outside: what it is to us, where, bound by what."""
        who = self.policy.recipients[key]
        return self.put(
            ("recipients", key), terms.RECIPIENTS[who.kind], dpv__hasName=plain(who.name),
            dct__description=plain(who.role), dpv__hasCountry=self.country(who.country),
            dpv__hasLegalMeasure=self.contract(key, who),
            dpv__hasAssessment=self.assessed("processor", key) or None,
        )  # fmt: skip

    def contract(self, key: str, who: Recipient) -> Node | None:
        """What binds a recipient."""
        if not who.contract:
            return None
        kind = "dpv:ControllerProcessorAgreement" if who.kind == "processor" else "dpv:LegalAgreement"
        valid = who.contract_until.isoformat() if who.contract_until else None
        return self.put(("recipients", key, "contract"), kind, who.contract, dct__valid=valid)

    def transfer(self, key: str) -> Node:
        """Data that leaves the country for a recipient, with what lets it go."""
        who = self.policy.recipients[key]
        node = self.put(
            ("recipients", key, "transfer"), "dpv:CrossBorderTransfer", dpv__hasDataImporter=self.recipient(key),
            dpv__hasThirdCountry=self.country(who.country), dpv__hasLegalBasis=_ids(terms.transfer(who, self.on)),
            dct__description=sentence(who.safeguard or who.approval),
            dpv__hasAssessment=self.assessed("transfer", key) or None,
        )  # fmt: skip
        importer = self.nodes[self.recipient(key)["@id"]]
        importer["@type"] = list(dict.fromkeys([*importer["@type"], "dpv:DataImporter"]))
        return node

    # ---- what a computer decides, what was assessed ----

    def automated(self, purpose: Purpose) -> Node | None:
        """A decision that a computer takes alone."""
        if purpose.automated is None:
            return None
        said = f"{sentence(purpose.automated.how)} {sentence(purpose.automated.means)}"
        return self.put(
            ("purposes", purpose.id, "automated"), "dpv:AutomatedDecisionMaking", said,
            dpv__hasHumanInvolvement=_ids(["dpv:HumanNotInvolved"]),
        )  # fmt: skip

    def assessments(self, purpose: Purpose) -> Node:
        """Whether an impact assessment is needed, and what was assessed."""
        asked = OfPurpose(self.policy, self.on, purpose=purpose)
        needed = assessed.needed(asked).text.startswith("Yes")
        weighed, one = [*self.assessed("balancing", purpose.id)], purpose.assessment
        if one and one.on and one.on <= self.on:
            weighed.append(
                self.put(
                    ("purposes", purpose.id, "assessment"),
                    "dpv:LegitimateInterestAssessment",
                    dct__date=one.on.isoformat(),
                    dct__creator=plain(one.by),
                    dct__description=sentence(one.balance),
                )
            )
        return {
            "dpv:hasStatus": _ids(["eu-gdpr:DPIARequired" if needed else "eu-gdpr:DPIANotRequired"]),
            "dpv:hasImpactAssessment": self.assessed("impact", purpose.id),
            "dpv:hasAssessment": weighed,
        }

    def assessed(self, kind: str, name: str) -> list[Node]:
        """The assessments of a kind that are on record for a purpose or recipient by the day."""
        every = self.policy.assessments.items()
        return [
            self.assessment(key, one) for key, one in every if one.kind == kind and name in one.of and one.on <= self.on
        ]

    def assessment(self, key: str, one: Assessed) -> Node:
        """One assessment: when, by whom, what came of it."""
        return self.put(
            ("assessments", key), terms.KINDS[one.kind], dct__date=one.on.isoformat(), dct__creator=plain(one.by),
            dct__description=sentence(one.outcome or one.balance),
        )  # fmt: skip

    # ---- for others, and never ----

    def commission(self, key: str, work: Commission, us: Node) -> Node:
        """What we do as a processor."""
        here = ("for-others", key)
        for_whom = [
            self.put((*here, "controllers", str(n)), "dpv:DataController", dpv__hasName=plain(one))
            for n, one in enumerate(work.controllers)
        ]
        return self.put(
            here, "dpv:PersonalDataProcess", work.title, dct__description=sentence(work.says),
            dpv__hasDataProcessor=us, dpv__hasDataController=for_whom,
            dpv__hasDataSubject=[self.put((*here, "about", _slug(one)), "dpv:DataSubject", one) for one in work.about],
            dpv__hasPersonalData=[self.put((*here, "data", _slug(one)), "dpv:PersonalData", one) for one in work.data],
            dpv__isImplementedByEntity=[self.role(one) for one in work.seen_by],
            dpv__hasRecipient=[self.recipient(one) for one in work.passed_to],
            dpv__hasTechnicalOrganisationalMeasure=self.measures(),
            dpv__hasLegalMeasure=work.contract
            and self.put((*here, "contract"), "dpv:ControllerProcessorAgreement", work.contract),
            dpv__hasStorageCondition=work.ends
            and self.put((*here, "ends"), "dpv:StorageDeletion", work.ends),
            dpv__hasProcessing=[
                self.transfer(one) for one in work.passed_to if abroad(self.policy.recipients[one].country)
            ],
        )  # fmt: skip

    def refusal(self, key: str, refusal: Refusal) -> Node:
        """What is never done."""
        return self.put(
            ("never", key), "dpv:Prohibition", refusal.says,
            dpv__hasPersonalData=[self.data(name) for name in used(self.policy, refusal.uses)],
            dpv__hasPurpose=[self.purpose(self.policy.purposes[one]) for one in refusal.for_],
            dpv__hasRecipient=[self.recipient(one) for one in refusal.to],
        )  # fmt: skip


def _ids(terms: Iterable[str]) -> list[Node]:
    return [{"@id": term} for term in terms]


def _slug(text: str) -> str:
    """A name as a part of an address; one that has no Latin letters by its digest."""
    ascii = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    short = re.sub(r"[^a-z0-9]+", "-", ascii).strip("-")[:60].strip("-")
    return (
        short
        if short.replace("-", " ") == text.casefold()
        else f"{short or 'x'}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    )
