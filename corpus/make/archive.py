"""Containers with the same bytes on every run: zip archives with fixed times, and compound files (CFB)."""

import datetime as dt
import io
import re
import struct
import zipfile

FIXED = dt.datetime(2024, 6, 11, 9, 0, 0)
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def steady(data: bytes) -> bytes:
    """The same archive with fixed times, inside its properties too."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = [(info.filename, source.read(info)) for info in source.infolist()]
    return pack([(name, MODIFIED.sub(rb"\g<1>2024-06-11T09:00:00Z", content)) for name, content in members])


def pack(members: list[tuple[str, bytes]]) -> bytes:
    """A zip archive of these members, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return out.getvalue()


def same(left: bytes, right: bytes) -> bool:
    """Whether two files hold the same: another zlib may deflate the same content to other bytes."""
    if left == right:
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(left)) as a, zipfile.ZipFile(io.BytesIO(right)) as b:
            return [(i.filename, a.read(i)) for i in a.infolist()] == [(i.filename, b.read(i)) for i in b.infolist()]
    except zipfile.BadZipFile:
        return False


FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, SMALLEST = 512, 4096


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (MS-CFB, version 3) with these streams, each padded so that no mini stream is needed."""
    padded = {name: content.ljust(SMALLEST, b"\0") for name, content in streams.items()}
    chains: list[int] = []
    body, starts = b"", {}
    for name, content in padded.items():
        content += b"\0" * (-len(content) % SECTOR)
        starts[name] = len(chains)
        count = len(content) // SECTOR
        chains += [len(chains) + i + 1 for i in range(count - 1)] + [END]
        body += content
    directory = entries(padded, starts)
    directory_at, directory_sectors = len(chains), len(directory) // SECTOR
    chains += [directory_at + i + 1 for i in range(directory_sectors - 1)] + [END]
    fat_at = len(chains)
    chains += [FAT_SECTOR]
    assert len(chains) <= SECTOR // 4
    fat = struct.pack(f"<{SECTOR // 4}I", *chains, *[FREE] * (SECTOR // 4 - len(chains)))
    return cfb_header(directory_at, fat_at) + body + directory + fat


def cfb_header(directory_at: int, fat_at: int) -> bytes:
    """The first sector."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, directory_at, 0, SMALLEST, END, 0, END, 0)
    return head + struct.pack("<109I", fat_at, *[FREE] * 108)


def entries(streams: dict[str, bytes], starts: dict[str, int]) -> bytes:
    """The directory: a root whose children are a list that leans to the right, in the order that the format wants."""
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    out = entry("Root Entry", 5, FREE, 1 if names else FREE, END, 0)
    for index, name in enumerate(names, start=1):
        out += entry(name, 2, index + 1 if index < len(names) else FREE, FREE, starts[name], len(streams[name]))
    return out + b"\0" * (-len(out) % SECTOR)


def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    """One entry of the directory."""
    encoded = (name + "\0").encode("utf-16-le")
    out = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, FREE, right, child)
    return out + b"\0" * 36 + struct.pack("<IQ", start, size)
