"""A packed file, unpacked where it costs no memory."""

import mmap
import tempfile
import zlib
from pathlib import Path
from typing import IO

_UNPACKED_AT_ONCE = 1 << 16


def unpacked(packed: IO[bytes], folder: Path | None) -> bytes | mmap.mmap:
    """What the rest of the file holds: in memory only where no temporary file can be made."""
    begins = packed.tell()
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            _unpack(packed, file)
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError:
        packed.seek(begins)
        return zlib.decompress(packed.read())


def _unpack(packed: IO[bytes], into: IO[bytes]) -> None:
    unzip = zlib.decompressobj()
    while part := packed.read(_UNPACKED_AT_ONCE):
        into.write(unzip.decompress(part))
    into.write(unzip.flush())
    if not unzip.eof:
        raise zlib.error("the file was cut short")
    into.flush()
