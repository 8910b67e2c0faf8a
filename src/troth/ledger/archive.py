"""A pack as one file: a ZIP in the only form allowed, so that any changed byte is noticed.

Nothing is compressed and every date is the same, so writing the same files gives the same bytes, and reading
checks by writing again. Names are plain relative paths; there is nothing to unpack that could grow.
"""

import io
import re
import zipfile
from collections.abc import Mapping

from troth.fault import Fault

PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
MOST = 500_000_000


def write(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files, in the order of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            if not safe(name):
                raise Fault("a file of a pack has a name that is not a plain path", remedy="use letters and digits")
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, files[name])
    return out.getvalue()


def read(data: bytes) -> dict[str, bytes]:
    """The files by name; a Fault if the bytes are not exactly what `write` gives."""
    try:
        if len(data) > MOST:
            raise ValueError
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            plain = all(i.compress_type == zipfile.ZIP_STORED and safe(i.filename) for i in infos)
            if not plain or sum(i.file_size for i in infos) > len(data):
                raise ValueError
            files = {i.filename: archive.read(i) for i in infos}
    except (zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError, OSError, EOFError, UnicodeDecodeError):
        raise Fault("this is no pack", because="it is not a ZIP that we wrote, or it was changed") from None
    if write(files) != data:
        raise Fault("this pack was changed after it was made", because="its bytes are not in the one form allowed")
    return files


def safe(name: str) -> bool:
    """Whether a name is a plain relative path that stays where it is put."""
    parts = name.split("/")
    return len(parts) <= 4 and all(PART.fullmatch(part) for part in parts)
