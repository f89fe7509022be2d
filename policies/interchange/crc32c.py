"""CRC-32C (Castagnoli), which guards every record of a TFRecord file.

Byte by byte in Python a frame would take a second. A CRC is linear, so the data are cut into equal lanes
whose checksums numpy works out side by side, and a lane's is carried over those after it by a matrix over
GF(2): "followed by so many zero bytes".
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

_POLYNOMIAL = 0x82F63B78
_LANES = 512
Words = NDArray[np.uint32]


@cache
def _table() -> Words:
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> 1) ^ np.uint32(_POLYNOMIAL), table >> 1).astype(np.uint32)
    return table


def crc32c(data: bytes) -> int:
    """The checksum of some bytes."""
    crc = 0xFFFFFFFF
    length = len(data) // _LANES
    if length >= 16:
        body = np.frombuffer(data, np.uint8, _LANES * length).reshape(_LANES, length)
        lanes = np.zeros(_LANES, np.uint32)
        table = _table()
        for column in range(length):
            lanes = table[(lanes ^ body[:, column]) & 0xFF] ^ (lanes >> 8)
        columns = _after_zeros(length)
        for lane in lanes:
            crc = _times(columns, crc) ^ int(lane)
        data = data[_LANES * length :]
    rows = _rows()
    for byte in data:
        crc = rows[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def masked(data: bytes) -> int:
    """The checksum as TFRecord stores it, rotated and offset so that checksums of checksums stay apart."""
    crc = crc32c(data)
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


@cache
def _rows() -> tuple[int, ...]:
    return tuple(int(entry) for entry in _table())


def _times(columns: tuple[int, ...], vector: int) -> int:
    total, bit = 0, 0
    while vector:
        if vector & 1:
            total ^= columns[bit]
        vector >>= 1
        bit += 1
    return total


@cache
def _after_zeros(count: int) -> tuple[int, ...]:
    """The columns of the matrix that carries a state over ``count`` zero bytes."""
    rows = _rows()
    once = tuple(rows[(1 << bit) & 0xFF] ^ ((1 << bit) >> 8) for bit in range(32))
    total = tuple(1 << bit for bit in range(32))
    while count:
        if count & 1:
            total = tuple(_times(once, column) for column in total)
        once = tuple(_times(once, column) for column in once)
        count >>= 1
    return total
