"""How eight integers become tokens of a language model, and which tokens may follow while they are written.

RT-2 (arXiv 2307.15818) needs 256 tokens for 256 bins. PaLI-X has a token of its own for every integer up to
a thousand; PaLM-E has not, so its 256 least used tokens are overwritten. Of the three schemes here for
SmolLM2, whose tokenizer splits every number into its digits:

    digits        the numbers as they are spelt: " 0 137 121 96 128 128 140 255." is 30 tokens
    added         256 new tokens, one a bin: 8 tokens
    overwritten   the 256 tokens the tokenizer learned last, one a bin: 8 tokens

and ``integers`` for an encoder-decoder whose vocabulary (MiniLM's) has every number up to 255 as one word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from policies.base import MalformedAction, PolicyError
from policies.codecs import BINS, check_tokens
from policies.prompts import ACTION_LENGTH

SchemeName = Literal["digits", "added", "overwritten", "integers"]
Ids = tuple[int, ...]


class TokenScheme(Protocol):
    """An invertible rule between eight integers and ids of tokens."""

    @property
    def name(self) -> str: ...

    @property
    def longest(self) -> int:
        """Tokens of the longest action."""
        ...

    def encode(self, tokens: Sequence[int]) -> Ids:
        """Ids of an action.

        Raises:
            MalformedAction: not eight integers in 0..255.
        """
        ...

    def decode(self, ids: Sequence[int]) -> tuple[int, ...]:
        """The eight integers that ids spell.

        Raises:
            MalformedAction: they spell no action, or not the whole of one.
        """
        ...

    def allowed(self, so_far: Sequence[int]) -> Ids:
        """Ids that may follow; empty when the action is whole. Every way of following them spells an action.

        Raises:
            MalformedAction: nothing that begins so is an action.
        """
        ...


class BinTokens:
    """One token a bin: eight tokens an action."""

    longest = ACTION_LENGTH

    def __init__(self, name: SchemeName, ids: Sequence[int]) -> None:
        """Args:
            ids: the token of each bin, 256 different ones.
        """
        if len(set(ids)) != BINS or len(ids) != BINS:
            raise ValueError(f"{name}: 256 bins need as many tokens, each its own, got {len(set(ids))}")
        self._name, self.ids = name, tuple(ids)
        self._bin_of = {token: at for at, token in enumerate(self.ids)}

    @property
    def name(self) -> str:
        return self._name

    def encode(self, tokens: Sequence[int]) -> Ids:
        return tuple(self.ids[token] for token in check_tokens(tokens, ACTION_LENGTH))

    def decode(self, ids: Sequence[int]) -> tuple[int, ...]:
        return check_tokens(self._bins(ids), ACTION_LENGTH)

    def allowed(self, so_far: Sequence[int]) -> Ids:
        if len(so_far) > ACTION_LENGTH:
            raise MalformedAction(f"an action is {ACTION_LENGTH} tokens, got {len(so_far)}: nothing is moved")
        self._bins(so_far)
        return () if len(so_far) == ACTION_LENGTH else self.ids

    def _bins(self, ids: Sequence[int]) -> list[int]:
        try:
            return [self._bin_of[token] for token in ids]
        except KeyError as error:
            raise MalformedAction(f"token {error.args[0]} stands for no bin: nothing is moved") from None


class DigitTokens:
    """Numbers as they are spelt, each after a blank, and a full stop at the end."""

    longest = ACTION_LENGTH * 4 + 1
    name: SchemeName = "digits"

    def __init__(self, digits: Sequence[int], blank: int, stop: int) -> None:
        """Args:
            digits: the tokens of 0 to 9.
            blank: that of the blank before a number.
            stop: that of the full stop.
        """
        if len(digits) != 10 or len({*digits, blank, stop}) != 12:
            raise ValueError("digits, blank and full stop need twelve different tokens")
        self.digits, self.blank, self.stop = tuple(digits), blank, stop
        self._digit_of = {token: str(at) for at, token in enumerate(self.digits)}
        # No number begins with a nought but nought itself.
        self._more = {str(number): tuple(token for token, digit in self._digit_of.items()
                                         if number and int(f"{number}{digit}") < BINS)
                      for number in range(BINS)}

    def encode(self, tokens: Sequence[int]) -> Ids:
        ids: list[int] = []
        for token in check_tokens(tokens, ACTION_LENGTH):
            ids += [self.blank, *(self.digits[int(digit)] for digit in str(token))]
        return (*ids, self.stop)

    def decode(self, ids: Sequence[int]) -> tuple[int, ...]:
        if self.allowed(ids):
            raise MalformedAction("an action without its end: nothing is moved")
        return check_tokens([int(number) for number in self._numbers(ids[:-1])], ACTION_LENGTH)

    def allowed(self, so_far: Sequence[int]) -> Ids:
        numbers: list[str] = []
        following: Ids = (self.blank,)
        for at, token in enumerate(so_far):
            if token not in following:
                raise MalformedAction(f"token {token} cannot stand at {at} of an action: nothing is moved")
            if token == self.stop:
                following = ()
            elif token == self.blank:
                numbers.append("")
                following = self.digits
            else:
                numbers[-1] += self._digit_of[token]
                end = self.stop if len(numbers) == ACTION_LENGTH else self.blank
                following = (end, *self._more[numbers[-1]])
        return following

    def _numbers(self, ids: Sequence[int]) -> list[str]:
        numbers: list[str] = []
        for token in ids:
            if token == self.blank:
                numbers.append("")
            else:
                numbers[-1] += self._digit_of[token]
        return numbers


def digit_scheme(ids_of: Callable[[str], Sequence[int]]) -> DigitTokens:
    """The tokenizer's own digits.

    Args:
        ids_of: ids of a text, without marks of its beginning or end.

    Raises:
        PolicyError: the tokenizer does not spell numbers digit by digit.
    """
    spelt = [ids_of(f" {digit}") for digit in range(10)]
    stop = ids_of("5.")
    if any(len(ids) != 2 for ids in spelt) or len({ids[0] for ids in spelt}) != 1 or len(stop) != 2:
        raise PolicyError("this tokenizer does not spell numbers digit by digit: take the scheme 'added'")
    scheme = DigitTokens([ids[1] for ids in spelt], spelt[0][0], stop[1])
    sample = (0, 137, 121, 96, 128, 10, 200, 255)
    if tuple(ids_of(" " + " ".join(map(str, sample)) + ".")) != scheme.encode(sample):
        raise PolicyError("this tokenizer joins digits in longer texts: take the scheme 'added'")
    return scheme


def added_scheme(vocabulary: int) -> BinTokens:
    """New tokens after the last of a vocabulary of that size."""
    return BinTokens("added", range(vocabulary, vocabulary + BINS))


def overwritten_scheme(vocabulary: int) -> BinTokens:
    """The 256 tokens a byte-pair tokenizer learned last: merges are learned most frequent first
    (arXiv 1508.07909), so of all tokens the last ones are the least used."""
    return BinTokens("overwritten", range(vocabulary - BINS, vocabulary))


def integer_scheme(id_of: Callable[[str], int | None]) -> BinTokens:
    """The vocabulary's own words for the numbers.

    Args:
        id_of: the id of a whole word, None where the vocabulary lacks it.

    Raises:
        PolicyError: a number is missing from the vocabulary.
    """
    ids = [id_of(str(number)) for number in range(BINS)]
    if None in ids:
        raise PolicyError(f"this vocabulary has no word for {ids.index(None)}: take the scheme 'added'")
    return BinTokens("integers", [one for one in ids if one is not None])
