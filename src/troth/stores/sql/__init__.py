"""A database that SQLAlchemy can reach: tables, and rows that hang together. It is only ever read here.

    shape.py      what the file says           catalogue.py  what there is, by the database itself
    address.py    the way in, for reading      plan.py       the statements, prepared once
    people.py     rows that name somebody      walk.py       rows that hang on them, and whose they are

SQLAlchemy is loaded at the first search, not with the store file.
"""

from troth.stores.sql.store import Sql, read

__all__ = ["Sql", "read"]
