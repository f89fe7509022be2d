"""Short ids that sort by time."""

from __future__ import annotations

import secrets
import threading
import time

_EPOCH_S = 1_735_689_600
"""2025-01-01: ten hexadecimal digits of milliseconds last until 2059."""
_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """Twelve hexadecimal digits: milliseconds, strictly increasing in one process, then a random byte."""
    global _last
    with _lock:
        _last = max(_last + 1, int((time.time() - _EPOCH_S) * 1000))
        return f"{_last:010x}{secrets.randbelow(256):02x}"
