"""How a policy becomes law for the system: proposed, seen by a second person, adopted, numbered, written to the folder.

The version is committed to the database with its evidence first; then its files are written. If the machine stops in
between, the next look makes it good (`settle`). Nothing is written over what somebody else changed meanwhile.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from django.db import IntegrityError, transaction

from troth import policy
from troth.duties.clock import local_date
from troth.duties.proposals import (
    REFERENCE,
    Changes,
    Proposal,
    Told,
    Touched,
    by_reference,
    changes,
    objections,
    touched,
    waiting,
)
from troth.fault import Fault, Faults
from troth.flows import at as point
from troth.home import digest_of
from troth.policy import diff
from troth.policy.beside import ASSESSMENTS, WORDS
from troth.policy.diff import Difference
from troth.policy.source import nearest
from troth.records import entries, folder, versions
from troth.records.place import home
from troth.records.versions import Version

__all__ = [
    "REFERENCE",
    "Changes",
    "Proposal",
    "Told",
    "Touched",
    "adopt",
    "adopt_disk",
    "by_reference",
    "changes",
    "difference_of",
    "drift",
    "drop",
    "from_disk",
    "propose",
    "settle",
    "told",
    "touched",
    "waiting",
]
KEY = "policy"  # the key that seals the evidence: it tells of the company, and is never destroyed


def from_disk() -> dict[str, str]:
    """The files of the policy as they lie in the folder; a Fault for one that is no text."""
    found = {}
    for name, content in home().files().items():
        try:
            found[name] = content.decode()
        except UnicodeDecodeError:
            raise Fault("this is not text in UTF-8", where=name, remedy="save it as UTF-8") from None
    return found


# ---- proposing ----


def propose(files: Mapping[str, str], *, by: str, because: str, at: datetime) -> Proposal:
    """Propose what these files say; Faults if they make no policy, break the law of the day, or change nothing."""
    settle(at)
    with transaction.atomic():
        return _propose(files, by, because, at)


def _propose(files: Mapping[str, str], by: str, because: str, at: datetime) -> Proposal:
    by, made = _name(by), dict(files)
    _only_policy(made)
    faults = policy.check(versions.of_files(made, "policy.yaml"), local_date(at))
    if faults:
        raise Faults(faults)
    newest, digest = versions.newest(), digest_of(made)
    if newest is None and (lost := folder.noted(home())):
        raise Fault(
            f"version {lost} was adopted, and the database knows of none",
            where=str(home().adopted_file),
            because="begun anew, a change would be told to nobody, and its evidence would be gone",
            remedy="put back the database from its backup; or remove this file to begin anew",
        )
    if newest and newest.digest == digest:
        what = f"nothing is to adopt: version {newest.number} says just this already"
        raise Fault(what, remedy="change the policy first; `troth diff` shows what differs")
    same = Proposal.objects.filter(state="open", digest=digest).first()
    if same:
        what = f"{same.by} has proposed just this already"
        raise Fault(what, where=same.reference, remedy=f"adopt {same.reference}, or drop it")
    row = Proposal.objects.create(
        by=by,
        because=because.strip(),
        at=at,
        files=made,
        base=folder.digests(home().files()),
        digest=digest,
        against=newest.number if newest else 0,
    )
    entries.append("policy.proposed", at, key=KEY, proposal=row.reference, digest=digest, by=by, because=row.because)
    return row


def _name(by: str) -> str:
    """The name of whoever acts; a Fault for none."""
    plain = " ".join(by.split())
    if not plain or len(plain) > 200 or not plain.isprintable():
        raise Fault("a policy is approved by a named person", where="by", remedy='give the name: --by "Ruth Adeyemi"')
    return plain


def _only_policy(files: Mapping[str, str]) -> None:
    """A Fault for a file that is no part of a policy: nothing else in the company's folder is ever written."""
    if "policy.yaml" not in files:
        raise Fault("there is no policy.yaml among these files", remedy="hand over all files of the policy")
    for name in files:
        fits = ASSESSMENTS.fullmatch(name) or WORDS.fullmatch(name)
        if name != "policy.yaml" and (not fits or "/." in name or not name.isprintable() or "\\" in name):
            what = "this is no file of a policy"
            raise Fault(what, where=name[:80], remedy="name it assessments/NAME.yaml or words/NAME.md")


def told(proposal: Proposal, purpose: str, how: str, on: date, by: str, at: datetime) -> Told:
    """Note that people were told of what a proposal brings, before it starts: of which purpose, how, on which day."""
    with transaction.atomic():
        return _told(_open(proposal), purpose, how, on, by, at)


def _told(proposal: Proposal, purpose: str, how: str, on: date, by: str, at: datetime) -> Told:
    by, how, day = _name(by), " ".join(how.split()), local_date(at)
    asked = [one.purpose for one in proposal.changes(day).difference.must_tell]
    if purpose not in asked:
        near = nearest(purpose, tuple(asked))
        remedy = f"did you mean `{near}`?" if near else f"name one of: {', '.join(dict.fromkeys(asked)) or 'nothing'}"
        raise Fault("nobody needs to be told of this", where=purpose[:60], remedy=remedy)
    if len(how) < 5:
        raise Fault("say how people were told", where="how", remedy="for example: a letter to every customer")
    if on > day:
        raise Fault("people are told before it is noted", where=on.isoformat(), remedy="note it on the day, or after")
    facts = {"proposal": proposal.reference, "purpose": purpose, "how": how, "on": on.isoformat(), "by": by}
    row = Told.objects.create(proposal=proposal, purpose=purpose, how=how, on=on, by=by, at=at)
    entries.append("policy.told", at, key=KEY, **facts)
    return row


def drop(proposal: Proposal, by: str, at: datetime) -> None:
    """Give a proposal up; who proposed it may, and so may anybody else."""
    with transaction.atomic():
        row = _open(proposal)
        _end(row, "dropped", _name(by), at)
        entries.append("policy.dropped", at, key=KEY, proposal=row.reference, by=row.ended_by)
    proposal.refresh_from_db()


def _open(proposal: Proposal) -> Proposal:
    """The proposal as it stands, locked; a Fault if it has ended."""
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state != "open":
        what = f"this proposal was {row.state} by {row.ended_by}"
        raise Fault(what, where=row.reference, remedy="propose it anew if it is still wanted")
    return row


def _end(row: Proposal, state: str, by: str, at: datetime) -> None:
    row.state, row.ended_by, row.ended_at = state, by, at
    row.save(update_fields=["state", "ended_by", "ended_at"])


# ---- adopting ----


def adopt(proposal: Proposal, by: str, at: datetime, starts: date | None = None) -> Version:
    """Make a proposal the next version, in force from a day (today, if none is given), and write its files.

    A Fault if the one who says yes proposed it, if somebody must still be told, if the law does not allow it, or if the
    policy or its files are not what they were when it was proposed; then nothing is changed and the proposal stays.
    """
    by = _name(by)
    settle(at)
    if by.casefold() == proposal.by.casefold():
        raise Fault(
            "whoever proposes a change does not adopt it",
            where=proposal.reference,
            because="two people look at what the company promises",
            remedy="ask a colleague to read it and say yes",
        )
    with _one_wins():
        version = _enact(_open(proposal), by, at, starts)
    proposal.refresh_from_db()
    point("before lay_files")
    settle(at)
    version.refresh_from_db()
    return version


def adopt_disk(
    *,
    by: str,
    because: str,
    at: datetime,
    starts: date | None = None,
    tellings: Iterable[tuple[str, str, date]] = (),
) -> Version:
    """Make what lies in the folder the next version; who names themselves at the command line approves it alone.

    `tellings` are (purpose, how, day) of what people were told. It is all or nothing: what is refused leaves no trace.
    """
    by = _name(by)
    settle(at)
    own = next((one for one in waiting() if one.by.casefold() == by.casefold()), None)
    if own:
        raise Fault(
            f"a proposal of {own.by} waits at the desk",
            where=own.reference,
            because="there a second person says yes; this would go around it",
            remedy=f"have a colleague approve {own.reference}, or drop it first",
        )
    with _one_wins():
        row = _propose(from_disk(), by, because, at)
        for purpose, how, on in tellings:
            _told(row, purpose, how, on, by, at)
        version = _enact(row, by, at, starts)
    point("before lay_files")
    settle(at)
    version.refresh_from_db()
    return version


@contextmanager
def _one_wins() -> Iterator[None]:
    """A transaction that is not inside another, so that its commit comes before the files; of two at once one wins."""
    try:
        with transaction.atomic(durable=True):
            yield
    except IntegrityError:
        raise _moved("another version was adopted at the same moment") from None


def _moved(because: str) -> Fault:
    return Fault(
        "the world moved since this was proposed",
        because=because,
        remedy="look at what differs now (troth diff), and propose it anew; nothing was changed, nothing is lost",
    )


def _enact(row: Proposal, by: str, at: datetime, starts: date | None) -> Version:
    """The next version, in the transaction of its evidence; a Fault where a rule is not kept."""
    day, newest = local_date(at), versions.newest()
    begins = starts or day
    if begins < day:
        what = "a version cannot start before it is adopted"
        raise Fault(what, where=begins.isoformat(), remedy="name today or a later day, or none")
    if (newest.number if newest else 0) != row.against:
        raise _moved(f"version {newest.number if newest else 0} was adopted by {newest.adopted_by if newest else ''}")
    if elsewhere := folder.moved(home(), row.base, row.files):
        raise _moved(f"in the folder somebody changed {', '.join(elsewhere)}")
    if faults := objections(row.changes(begins)):
        raise faults
    number = row.against + 1
    entry = entries.append(
        "policy.adopted",
        at,
        key=KEY,
        version=number,
        digest=row.digest,
        starts=begins.isoformat(),
        proposal=row.reference,
        proposed_by=row.by,
        by=by,
        because=row.because,
    )
    _end(row, "adopted", by, at)
    return Version.objects.create(
        number=number,
        starts=begins,
        adopted_at=at,
        adopted_by=by,
        proposed_by=row.by,
        because=row.because,
        files=row.files,
        base=row.base,
        digest=row.digest,
        proposal=row,
        entry=entry,
    )


def difference_of(version: Version) -> Difference:
    """What a version changed against the one in whose place it came, under the law of its first day."""
    older = versions.before(version)
    return diff.difference(versions.policy_of(older) if older else None, versions.policy_of(version), version.starts)


# ---- the files ----


def settle(at: datetime) -> None:
    """See that the files of the newest version lie in the folder: they are written if they lie there as they did when
    it was proposed, in whole or in part. What somebody changed meanwhile is left alone (`drift` says so), and so is a
    folder that cannot be written.
    """
    if versions.newest() is None:
        return
    with folder.held(home()):
        newest = versions.newest()  # whoever held the folder before may have adopted another
        assert newest is not None
        if newest.laid_at is None and _laid(newest):
            newest.laid_at = at
            newest.save(update_fields=["laid_at"])
        _say(newest)


def _laid(version: Version) -> bool:
    """Whether the files of a version lie in the folder, after they were written if that was safe."""
    if folder.lies(home(), version.files):
        return True
    if folder.moved(home(), version.base, version.files):
        return False
    try:
        folder.lay(home(), version.base, version.files)
    except OSError:
        return False
    return True


def _say(version: Version) -> None:
    """Note beside the databases what was adopted last, for whoever looks at the files without them (`troth check`)."""
    files = folder.digests({name: text.encode() for name, text in version.files.items()})
    said = {"number": version.number, "starts": version.starts.isoformat(), "files": files}
    folder.note_adopted(home(), json.dumps(said, sort_keys=True).encode())


def drift() -> Fault | None:
    """That the files in the folder are not the version adopted last; None if they are, or none was ever adopted."""
    found = versions.newest()
    if found is None:
        return None
    files = folder.digests({name: text.encode() for name, text in found.files.items()})
    return folder.differs(home(), found.number, found.starts, files)
