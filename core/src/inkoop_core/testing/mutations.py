"""Files as a bad transfer, a bad program or a bad person makes them: the same ones for the same seed."""

import random
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

Mutation = Callable[[random.Random, bytearray], None]

_NUMBERS = (b"0", b"-1", b"65536", b"2147483648", b"99999999999999999999")
_WORDS = (
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"&b;",
    b"\x00\x00",
    b"</",
    b"<a>" * 50,
    b"endobj",
    b"PK\x03\x04",
    b"\xff\xfe",
)


def mutants(data: bytes, seed: int, count: int) -> Iterator[bytes]:
    """Copies of a file, each spoiled in one to six places; some cut off."""
    chance = random.Random(seed)
    for _ in range(count):
        spoiled = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            chance.choice(_MUTATIONS)(chance, spoiled)
        yield bytes(spoiled)


def mutated_inside(data: bytes, seed: int, count: int) -> Iterator[bytes]:
    """Copies of a zip (docx, xlsx) that is sound itself, with one spoiled part: a container check does not stop it."""
    chance = random.Random(seed)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if parts[name]]
    for number in range(count):
        chosen = chance.choice(names)
        (spoiled,) = mutants(parts[chosen], seed + number, 1)
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for name, content in parts.items():
                made.writestr(name, spoiled if name == chosen else content)
        yield out.getvalue()


def recompressed(pdf: bytes, seed: int, count: int) -> Iterator[bytes]:
    """Copies of a PDF with a hostile stream at its end, as compressed as the format allows."""
    chance = random.Random(seed)
    for number in range(count):
        size = chance.choice((10, 1_000, 1_000_000))
        stream = zlib.compress(bytes([number % 256]) * size)
        yield pdf.replace(b"endstream", stream + b"\nendstream", chance.randint(1, 3))


def _flip(chance: random.Random, data: bytearray) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(chance: random.Random, data: bytearray) -> None:
    del data[chance.randint(0, len(data)) :]


def _drop(chance: random.Random, data: bytearray) -> None:
    start = chance.randint(0, len(data))
    del data[start : start + chance.randint(1, 200)]


def _repeat(chance: random.Random, data: bytearray) -> None:
    start = chance.randint(0, len(data))
    data[start:start] = data[start : start + chance.randint(1, 400)] * chance.randint(1, 8)


def _zero(chance: random.Random, data: bytearray) -> None:
    start = chance.randint(0, len(data))
    length = min(chance.randint(1, 300), len(data) - start)
    data[start : start + length] = bytes(length)


def _noise(chance: random.Random, data: bytearray) -> None:
    start = chance.randint(0, len(data))
    data[start:start] = chance.randbytes(chance.randint(1, 60))


def _word(chance: random.Random, data: bytearray) -> None:
    start = chance.randint(0, len(data))
    data[start:start] = chance.choice(_WORDS)


def _number(chance: random.Random, data: bytearray) -> None:
    digits = [place for place, byte in enumerate(data[:200_000]) if 48 <= byte <= 57]
    if digits:
        place = chance.choice(digits)
        data[place : place + 1] = chance.choice(_NUMBERS)


_MUTATIONS: tuple[Mutation, ...] = (_flip, _flip, _flip, _cut, _drop, _repeat, _zero, _noise, _word, _number)
