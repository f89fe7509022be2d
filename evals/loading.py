"""Policies by name for an evaluation: those that anybody may load, and the oracle."""

from __future__ import annotations

import policies
from evals.believed import Bind
from evals.oracle import OraclePolicy
from policies.base import PolicyError
from policies.direct import AnyPolicy

ORACLE = "oracle"


def load_policy(name: str) -> AnyPolicy:
    """A policy by name; ``oracle`` is the one that only evaluations have.

    Raises:
        PolicyError: there is none of that name, or it cannot be loaded.
    """
    if name == ORACLE:
        return OraclePolicy()
    if name not in policies.names():
        there = ", ".join((*policies.names(), ORACLE))
        raise PolicyError(f"no policy is called {name!r}; there are: {there}")
    return policies.load(name)


def binder(policy: AnyPolicy) -> Bind | None:
    """The oracle is told each case; nothing else is."""
    return policy.bind if isinstance(policy, OraclePolicy) else None
