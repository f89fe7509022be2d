"""TFRecord files of ``tf.train.Example`` messages, without tensorflow.

A record is its length (8 bytes, little-endian), the masked CRC-32C of these, the message, and its masked
CRC-32C. An Example is a map from names to a list of bytes, of floats or of integers, in the protocol-buffer
wire format.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from policies.interchange.crc32c import masked
from policies.interchange.episode import DatasetError

Values = list[bytes] | NDArray[np.float32] | NDArray[np.int64]
REMEDY = "copy it again from where it came from, or export it again"


def write_record(file: BinaryIO, data: bytes) -> None:
    """Append one record."""
    length = struct.pack("<Q", len(data))
    file.write(length + struct.pack("<I", masked(length)) + data + struct.pack("<I", masked(data)))


def read_records(path: Path) -> Iterator[bytes]:
    """The records of a file, one after the other.

    Raises:
        DatasetError: it cannot be read, ends early or has a wrong checksum; the message names the record.
    """
    try:
        with path.open("rb") as file:
            for index in _count():
                head = file.read(12)
                if not head:
                    return
                if len(head) < 12:
                    raise DatasetError(f"{path} ends within record {index}: {REMEDY}")
                (length,), (check,) = struct.unpack("<Q", head[:8]), struct.unpack("<I", head[8:])
                if masked(head[:8]) != check:
                    raise DatasetError(
                        f"{path} is damaged at record {index} (checksum of its length): {REMEDY}"
                    )
                data, tail = file.read(length), file.read(4)
                if len(data) < length or len(tail) < 4:
                    raise DatasetError(f"{path} ends within record {index}: {REMEDY}")
                if masked(data) != struct.unpack("<I", tail)[0]:
                    raise DatasetError(
                        f"{path} is damaged at record {index} (checksum of its data): {REMEDY}"
                    )
                yield data
    except OSError as error:
        raise DatasetError(f"{path} cannot be read ({error.strerror}): {REMEDY}") from error


def _count() -> Iterator[int]:
    index = 0
    while True:
        yield index
        index += 1


def encode_example(features: Mapping[str, Values]) -> bytes:
    """An Example, its names in order, so that the same features give the same bytes."""
    entries = []
    for name in sorted(features):
        value = features[name]
        if isinstance(value, list):
            inner = b"".join(_field(1, item) for item in value)
            feature = _field(1, inner)
        elif value.dtype == np.float32:
            feature = _field(2, _field(1, np.ascontiguousarray(value, "<f4").tobytes()))
        else:
            feature = _field(
                3, _field(1, b"".join(_varint(int(item) & 0xFFFFFFFFFFFFFFFF) for item in value))
            )
        entries.append(_field(1, _field(1, name.encode()) + _field(2, feature)))
    return _field(1, b"".join(entries))


def decode_example(data: bytes, where: str) -> dict[str, Values]:
    """The features of an Example.

    Raises:
        DatasetError: it is not an Example; ``where`` says which.
    """
    found: dict[str, Values] = {}
    try:
        for features in _fields(data, 1):
            for entry in _fields(features, 1):
                (name,), (feature,) = list(_fields(entry, 1)), list(_fields(entry, 2))
                found[name.decode()] = _values(feature)
    except (ValueError, IndexError, struct.error) as error:
        raise DatasetError(f"{where} is not a tf.train.Example ({error}): {REMEDY}") from error
    return found


def _values(feature: bytes) -> Values:
    for number, inner in _all_fields(feature):
        assert isinstance(inner, bytes)
        if number == 1:
            return list(_fields(inner, 1))
        if number == 2:
            parts = [np.frombuffer(part, "<f4") for part in _packed(inner, 4)]
            return np.concatenate(parts).astype(np.float32) if parts else np.zeros(0, np.float32)
        if number == 3:
            numbers: list[int] = []
            for field, value in _all_fields(inner):
                if field == 1:
                    numbers += [value] if isinstance(value, int) else _varints(value)
            return np.array([item - (1 << 64) if item >> 63 else item for item in numbers], np.int64)
    return []


def _packed(data: bytes, width: int) -> list[bytes]:
    return [
        value if isinstance(value, bytes) else struct.pack("<I", value)
        for number, value in _all_fields(data)
        if number == 1 and (isinstance(value, int) or not len(value) % width)
    ]


def _fields(data: bytes, wanted: int) -> Iterator[bytes]:
    for number, value in _all_fields(data):
        if number == wanted and isinstance(value, bytes):
            yield value


def _all_fields(data: bytes) -> Iterator[tuple[int, bytes | int]]:
    at = 0
    while at < len(data):
        key, at = _read_varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, at = _read_varint(data, at)
            yield number, value
        elif kind == 2:
            length, at = _read_varint(data, at)
            if at + length > len(data):
                raise ValueError("a field is longer than its message")
            yield number, data[at : at + length]
            at += length
        elif kind == 5:
            yield number, struct.unpack("<I", data[at : at + 4])[0]
            at += 4
        elif kind == 1:
            yield number, struct.unpack("<Q", data[at : at + 8])[0]
            at += 8
        else:
            raise ValueError(f"unknown wire type {kind}")


def _varints(data: bytes) -> list[int]:
    found, at = [], 0
    while at < len(data):
        value, at = _read_varint(data, at)
        found.append(value)
    return found


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > 63:
            raise ValueError("a number of more than 64 bits")


def _varint(value: int) -> bytes:
    parts = bytearray()
    while value > 0x7F:
        parts.append((value & 0x7F) | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def _field(number: int, data: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def ints(values: Sequence[int] | Sequence[bool]) -> NDArray[np.int64]:
    """As an Example holds integers and truths."""
    return np.array(values, np.int64)
