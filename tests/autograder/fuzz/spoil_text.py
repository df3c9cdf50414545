"""Damage to files that people write: lists, settings, sources. By lines and words, as people make it, and by bytes."""

import re
from random import Random

from tests.autograder.fuzz.spoil_bytes import NOISE

ODD_WORDS = (
    b"", b"no", b"null", b"~", b"0", b"-1", b"1e400", b".nan", b"9" * 400, b"1-" + b"9" * 5_000, b"true", b"12:30",
    b"2026-01-01", b"<<: *a", b"&a", b"*a", b"!!python/object:os.system x", b"{", b"[" * 300, b"}", b'"', b"'", b"|",
    b">-", b"#", b"%", b"@", b"\t", b"- - - -", b"? :", b"\xc3\xa9" * 50, b"\xf0\x9f\x98\x80", b"\xe2\x80\xae",
    b"=cmd|x", b"a" * 3_000, b"../../x", b"{kind}", b"+++", b"```", b"---", b"...", b"\x00", b'"' + b"a" * 140_000,
)  # fmt: skip
_WORD = re.compile(rb"[A-Za-z0-9.-]+")


def damaged(raw: bytes, random: Random) -> bytes:
    """The same text with one to three things done to it."""
    for _ in range(random.choice((1, 1, 2, 3))):
        raw = random.choice((_lines, _lines, _words, _words, _bytes, _whole))(raw, random)
    return raw


def _lines(raw: bytes, random: Random) -> bytes:
    rows = raw.split(b"\n")
    here, there = random.randrange(len(rows)), random.randrange(len(rows))
    match random.randrange(6):
        case 0:
            del rows[here : here + random.choice((1, 1, 5, 50))]
        case 1:
            rows.insert(here, rows[there])
        case 2:
            rows[here], rows[there] = rows[there], rows[here]
        case 3:
            rows[here] = b" " * random.choice((1, 2, 4, 80)) + rows[here]
        case 4:
            rows[here] = rows[here].lstrip()
        case _:
            rows[here] += random.choice(ODD_WORDS)
    return b"\n".join(rows)


def _words(raw: bytes, random: Random) -> bytes:
    found = list(_WORD.finditer(raw))
    if not found:
        return raw + random.choice(ODD_WORDS)
    here = random.choice(found)
    new = random.choice(ODD_WORDS) if random.random() < 0.5 else random.choice(found)[0]
    return raw[: here.start()] + new + raw[here.end() :]


def _bytes(raw: bytes, random: Random) -> bytes:
    place = random.randint(0, len(raw))
    match random.randrange(4):
        case 0:
            return raw[:place] + random.choice(NOISE) + raw[place:]
        case 1:
            return raw[:place]
        case 2:
            return raw[:place] + raw[place + random.choice((1, 3, 60)) :]
        case _:
            changed = bytearray(raw or b" ")
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
            return bytes(changed)


def _whole(raw: bytes, random: Random) -> bytes:
    text = raw.decode("utf-8", "replace")
    match random.randrange(6):
        case 0:
            return text.encode(random.choice(("utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252")), "replace")
        case 1:
            return raw.replace(b"\n", random.choice((b"\r\n", b"\r", b"", b"\n\n")))
        case 2:
            return raw * random.choice((0, 2))
        case 3:
            return random.randbytes(random.choice((0, 1, 40, 3_000)))
        case 4:
            return random.choice(ODD_WORDS)
        case _:
            return raw.swapcase()
