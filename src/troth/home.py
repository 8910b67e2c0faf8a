"""The company's folder, and where beside it the machine keeps what it must: the one place that knows paths.

`folder` is text under version control (policy, stores, words). `state` holds databases and tiles and is
ignored by it. `keys` holds the private keys and lies outside both, so that a copy of the company's folder,
or a backup of its state, opens nothing.
"""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from troth.fault import Fault

MANY = 500  # files beside a policy
READ = 1_000_000  # bytes of a file that are looked at; what is longer is refused by its reader anyway


@dataclass(frozen=True)
class Home:
    """Where one company's files lie. Nothing is made or read until somebody asks for it."""

    folder: Path
    state: Path
    keys: Path
    env: Mapping[str, str]

    @classmethod
    def of(cls, folder: str | Path | None, env: Mapping[str, str]) -> "Home":
        """The home at `folder`, else at TROTH_HOME, else here if a policy lies here; a Fault if none does."""
        named = folder or env.get("TROTH_HOME") or "."
        place = _folder(named)
        if not (place / "policy.yaml").is_file():
            raise Fault(
                "no company's folder here: there is no policy.yaml in it",
                where=str(named),
                because="every command works on one company's declaration",
                remedy="name it with --home or TROTH_HOME, or begin one: troth init DIR --name COMPANY",
            )
        state = _folder(env["TROTH_STATE"]) if env.get("TROTH_STATE") else place / "state"
        keys = _folder(env["TROTH_KEYS"]) if env.get("TROTH_KEYS") else _outside(place, env)
        return cls(place, state, keys, {"TROTH_ESTATE": str(state / "estate"), **env})

    @property
    def policy_file(self) -> Path:
        """The declaration."""
        return self.folder / "policy.yaml"

    @property
    def holidays_file(self) -> Path:
        """Bank holidays that the company changes; most companies have none."""
        return self.folder / "holidays.yaml"

    @property
    def promises_file(self) -> Path:
        """The promises of the published policy, and what each asks for; a company without the file has none."""
        return self.folder / "promises.yaml"

    @property
    def stores_folder(self) -> Path:
        """One file a store."""
        return self.folder / "stores"

    @property
    def public_key_file(self) -> Path:
        """The ledger's public key, which `troth verify` takes and the company publishes."""
        return self.folder / "ledger.pub"

    def policy_text(self) -> str:
        """The declaration as it stands on disk; a Fault if it cannot be read as text."""
        try:
            return self.policy_file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Fault(
                "the policy cannot be read",
                where=str(self.policy_file),
                because=type(error).__name__,
                remedy="make it a readable text file in UTF-8",
            ) from None

    def beside(self) -> dict[str, bytes]:
        """The files beside the policy that belong to it, by their names in the folder; a Fault for one that is none."""
        found: dict[str, bytes] = {}
        for folder, ends in (("assessments", (".yaml", ".yml")), ("words", (".md",))):
            for path in sorted((self.folder / folder).glob("*")):
                if path.suffix not in ends or path.name.startswith("."):
                    continue
                if not path.is_file():  # a folder, or a pipe whose reader would wait for ever
                    raise Fault("this is no file", where=str(path), remedy="make it a text file, or move it away")
                if len(found) >= MANY:
                    raise Fault("there are too many files here", where=str(path.parent), remedy=f"keep at most {MANY}")
                try:
                    with path.open("rb") as file:
                        found[f"{folder}/{path.name}"] = file.read(READ)
                except OSError as error:
                    what = "this file cannot be read"
                    raise Fault(
                        what, where=str(path), because=type(error).__name__, remedy="make it readable"
                    ) from None
        return found

    def files(self) -> dict[str, bytes]:
        """Every file that makes the policy, by its name in the folder: the declaration and what lies beside it."""
        self.policy_text()  # its faults, in words
        return {"policy.yaml": self.policy_file.read_bytes(), **self.beside()}

    @property
    def adopted_file(self) -> Path:
        """What was adopted, as far as the files must know it without the databases: `adopted`."""
        return self.state / "adopted.json"

    def promises_text(self) -> bytes | None:
        """The promises as they stand on disk; None where the company has written none down."""
        try:
            if self.promises_file.exists() and not self.promises_file.is_file():
                raise IsADirectoryError  # or a pipe, whose reader would wait for ever
            with self.promises_file.open("rb") as file:
                return file.read(READ)
        except FileNotFoundError:
            return None
        except OSError as error:
            because = "it is no file" if isinstance(error, IsADirectoryError) else type(error).__name__
            raise Fault(
                "the promises cannot be read",
                where=str(self.promises_file),
                because=because,
                remedy="make it a readable text file in UTF-8, or delete it",
            ) from None

    def holidays_text(self) -> bytes | None:
        """The bank holidays that the company changes, as they stand on disk; None where it changes none."""
        try:
            if self.holidays_file.exists() and not self.holidays_file.is_file():
                raise IsADirectoryError  # or a pipe, whose reader would wait for ever
            with self.holidays_file.open("rb") as file:
                return file.read(READ)
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not self.holidays_file.is_symlink():
                return None
            raise Fault(
                "the company's bank holidays cannot be read",
                where=str(self.holidays_file),
                because="it is no file" if isinstance(error, IsADirectoryError) else type(error).__name__,
                remedy="make it a readable text file in UTF-8, or delete it",
            ) from None


def digest_of(files: Mapping[str, str | bytes]) -> str:
    """The SHA-256 (hexadecimal) of files: each by name, size and content, in the order of the names."""
    made = hashlib.sha256()
    for name in sorted(files):
        held = files[name]
        content = held.encode() if isinstance(held, str) else held
        made.update(f"{name}\0{len(content)}\0".encode() + content)
    return made.hexdigest()


def short(path: Path) -> str:
    """The path as one would type it where one stands."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _folder(named: str | Path) -> Path:
    """The folder that somebody named; a Fault for a name that no folder has, such as that of a stranger's home."""
    try:
        return Path(named).expanduser().resolve()
    except (RuntimeError, ValueError):
        raise Fault("no folder can have this name", where=str(named), remedy="write the whole path") from None


def _outside(place: Path, env: Mapping[str, str]) -> Path:
    """A folder of the user's own for the keys of the company at `place`: never inside the company's folder."""
    base = Path(env.get("XDG_STATE_HOME") or Path(env.get("HOME", "~")).expanduser() / ".local" / "state")
    return base / "troth" / "keys" / hashlib.sha256(str(place).encode()).hexdigest()[:16]


def write_once(path: Path, content: bytes) -> None:
    """Put a whole file there or nothing: a half-written key would be worse than none."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first: its key counts
    finally:
        draft.unlink()
