"""Where a database is, and a way in that can only read.

The address is a URL of SQLAlchemy's with ${NAME} for what the environment gives; each part is filled in after the URL
is taken apart, so a password may hold any character. Faults never show it, nor what a driver says, which might.
"""

import re
import sqlite3
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from troth.fault import Fault
from troth.stores.base import VARIABLE, expanded

WAIT = 3  # seconds for a lock or a connection
DRIVERS = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql", "mariadb": "mariadb+pymysql"}
EXAMPLE = "write for example sqlite:///${TROTH_ESTATE}/crm.sqlite or postgresql://reader:${CRM_PASSWORD}@host/crm"

Stamp = tuple[object, ...]  # equal as long as the catalogue is the same

_engines: dict[tuple[object, ...], Engine] = {}
_lock = Lock()


def address(text: str, env: Mapping[str, str], home: Path) -> URL:
    """The URL with everything filled in; a relative path of SQLite begins at `home`."""
    try:
        url = make_url(text)
        url = _filled(url, env)
    except (ArgumentError, ValueError):
        url = _whole(text, env)
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise Fault("the URL names no database file", remedy="write sqlite:/// and then the path of the file")
        return url.set(database=str((home / Path(url.database).expanduser()).absolute()))
    return url.set(drivername=DRIVERS.get(url.drivername, url.drivername))


def _filled(url: URL, env: Mapping[str, str]) -> URL:
    """The parts of a URL with what the environment gives for them."""
    parts = {
        name: expanded(value, env)
        for name in ("drivername", "username", "password", "host", "database")
        if isinstance(value := getattr(url, name), str) and VARIABLE.search(value)
    }
    query = {
        k: expanded(v, env) if isinstance(v, str) else tuple(expanded(w, env) for w in v) for k, v in url.query.items()
    }
    return url.set(**parts, query=query)  # type: ignore[arg-type]


def _whole(text: str, env: Mapping[str, str]) -> URL:
    """A URL that the environment gives as a whole, or whose port it gives."""
    try:
        return make_url(expanded(text, env))
    except (ArgumentError, ValueError):
        raise Fault("the URL of the store cannot be read", remedy=EXAMPLE) from None


def open_engine(url: URL) -> Engine:
    """The engine for a URL, kept for this process; for SQLite as long as the file is the same file."""
    if url.get_backend_name() == "sqlite":
        path = str(url.database)
        try:
            about = Path(path).stat()
        except OSError as error:
            raise Fault(
                "its database file is not there"
                if isinstance(error, FileNotFoundError)
                else "its database file cannot be read",
                because=(error.strerror or type(error).__name__).lower(),
                remedy="see that the path in `url:` is right, and that the file may be read",
            ) from None
        if stat.S_ISDIR(about.st_mode):
            raise Fault("its database file is a folder", remedy="write the path of the file itself in `url:`")
        key: tuple[object, ...] = (path, about.st_dev, about.st_ino)
        return _kept(key, lambda: _sqlite(path))
    return _kept((url,), lambda: _server(url))


def _kept(key: tuple[object, ...], make: Any) -> Engine:
    with _lock:
        if key not in _engines:
            for old in [k for k in _engines if k[0] == key[0]]:  # the file at this path is another one now
                _engines.pop(old).dispose()
            _engines[key] = make()
        return _engines[key]


def _sqlite(path: str) -> Engine:
    """SQLite by a URI that opens the file for reading only: a missing file is not made, nothing is written."""
    uri = f"file:{quote(path)}?mode=ro"

    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(uri, uri=True, timeout=WAIT, check_same_thread=False, isolation_level=None)
        made.execute("PRAGMA query_only = ON")
        made.text_factory = _text
        return made

    return sa.create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=2, max_overflow=8)


def _text(content: bytes) -> str:
    """Text of an old database may be in Windows' Latin letters, whatever SQLite thinks of it."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _server(url: URL) -> Engine:
    waits = {"psycopg": "connect_timeout", "pymysql": "connect_timeout", "psycopg2": "connect_timeout"}
    try:
        driver = url.get_driver_name()
        arguments = {waits[driver]: WAIT} if driver in waits else {}
        return sa.create_engine(url, connect_args=arguments, pool_pre_ping=True, pool_size=2, pool_recycle=900)
    except NoSuchModuleError:
        raise Fault(f"there is no kind of database {_kind(url)}", remedy=EXAMPLE) from None
    except ModuleNotFoundError as error:
        raise Fault(
            f"the driver for {_kind(url)} is not installed",
            because=f"there is no Python package `{error.name}`",
            remedy=f"install it beside this program: pip install {error.name}",
        ) from None
    except SQLAlchemyError:
        raise Fault("the URL of the store cannot be used", remedy=EXAMPLE) from None


def _kind(url: URL) -> str:
    name = url.drivername.partition("+")[0]
    return f"`{name}`" if name.isalnum() else "of this name"


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it is at one moment, and cannot write; what goes wrong is a Fault."""
    try:
        with engine.connect() as connection:
            match engine.dialect.name:
                case "sqlite":
                    connection.exec_driver_sql("BEGIN")
                case "postgresql":
                    connection = connection.execution_options(
                        isolation_level="REPEATABLE READ", postgresql_readonly=True
                    )
                case "mysql" | "mariadb":
                    connection.exec_driver_sql("SET SESSION TRANSACTION READ ONLY")
            yield connection  # given back, it is rolled back
    except Exception as error:
        if isinstance(error, SQLAlchemyError | engine.dialect.loaded_dbapi.Error):
            raise trouble(error) from None
        raise


def stamp(connection: Connection) -> Stamp:
    """What is equal as long as no table or column was added, changed or removed; empty where a database cannot say."""
    if connection.dialect.name == "sqlite":
        return tuple(connection.exec_driver_sql("PRAGMA schema_version").one())
    return ()


# What drivers say, by words that they use, and what we say instead: what is wrong, what to try. The particular first.
USER = ("its database refused the user or the password", "see the user in `url:` and the password that it names")
SILENT = ("its server does not answer", "see that it runs, and that host and port in `url:` are right")
UNKNOWN = ("its server's name is not known", "see the host in `url:`")
NOT_THERE = ("its database is not on the server", "see the name of the database in `url:`")
FORBIDDEN = ("the user of the store may not read a table", "grant SELECT on its tables to that user")
GONE = ("something that it needs is not in the database", "see the tables and columns of the store file")
SAID = (
    ("is locked", ("its database is locked by another program", "wait until that program is done, and look again")),
    ("not a database", ("its file is no database", "see that the path in `url:` is right")),
    ("malformed", ("its database file is damaged", "restore it from a copy")),
    ("unable to open", ("its database file cannot be opened", "see that the file may be read, and its folder too")),
    ("disk i/o", ("its database file cannot be read to its end", "see that the disk is well")),
    ("authentication", USER),
    ("access denied for user", USER),
    ("denied", FORBIDDEN),
    ("refused", SILENT),
    ("timeout", SILENT),
    ("timed out", SILENT),
    ("translate host", UNKNOWN),
    ("resolve", UNKNOWN),
    ("name or service", UNKNOWN),
    ("unknown database", NOT_THERE),
    ('database ".*" does not exist', NOT_THERE),
    ("connection (is bad|to server)", SILENT),
    ("does not exist", GONE),
    ("no such", GONE),
)


def trouble(error: Exception) -> Fault:
    """A driver's complaint in our own words: its own might hold a password, or somebody's data."""
    own = getattr(error, "orig", None) or error
    said = str(own).lower()
    for words, (what, remedy) in SAID:
        if re.search(words, said):
            return Fault(what, because=_because(own), remedy=remedy)
    kind = "the connection to its database broke" if isinstance(error, DBAPIError) else "its database cannot be used"
    return Fault(kind, because=_because(own), remedy="see that the server runs, and look again")


def _because(error: BaseException) -> str:
    return f"the driver says {type(error).__name__}"
