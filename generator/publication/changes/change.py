"""A change between two documents, and the pair of places that is compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator.spec import walk
from generator.spec.source import Pointer, Source

REQUESTS, RESPONSES = "requests", "responses"
MOST_NAMED = 3


@dataclass(frozen=True)
class Change:
    """One change; `place` is its file and line, `pointer` the same place in the document.

    Both are of the old document where something was removed.
    """

    breaking: bool
    place: str
    pointer: Pointer
    subjects: tuple[str, ...]
    """The operations and schemas that it is a change of."""
    where: str
    what: str

    def __str__(self) -> str:
        """Return the change as one line."""
        more = len(self.subjects) - MOST_NAMED
        subjects = ", ".join(self.subjects[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        where = f"{subjects}: {self.where}" if self.where else subjects
        return f"{self.place}: {'breaking' if self.breaking else 'other'}: {where}: {self.what}"


@dataclass(frozen=True)
class Pair:
    """A place in the old document and its counterpart in the new one.

    `used` tells whether the values there go into requests, responses or both. `compared` is shared
    by all pairs of a comparison: the schemas that were compared, so that recursive ones end.
    """

    old: Source
    new: Source
    at_old: Pointer
    at_new: Pointer
    subject: str
    where: str = ""
    used: frozenset[str] = frozenset()
    compared: set[tuple[Pointer, Pointer, frozenset[str]]] = field(default_factory=set)

    def values(self) -> tuple[Any, Any]:
        """Return the old and the new value, as they are written."""
        return walk.look_up(self.old.data, self.at_old), walk.look_up(self.new.data, self.at_new)

    def resolved(self) -> "Pair":
        """Return the pair that the references at both places lead to."""
        at_old, _ = walk.resolve(self.old.data, self.at_old)
        at_new, _ = walk.resolve(self.new.data, self.at_new)
        return replace(self, at_old=at_old, at_new=at_new)

    def at(self, *keys: str | int, where: str = "", used: str = "") -> "Pair":
        """Return the pair of places below this one."""
        return self.move((*self.at_old, *keys), (*self.at_new, *keys), where=where, used=used)

    def move(self, at_old: Pointer, at_new: Pointer, *, where: str = "", used: str = "") -> "Pair":
        """Return the pair of two other places, seen as part of this one."""
        where = ", ".join(filter(None, (self.where, where)))
        return replace(self, at_old=at_old, at_new=at_new, where=where, used=frozenset((used,)) if used else self.used)

    def change(self, what: str, *, breaking: bool = False, removed: bool = False) -> Change:
        """Return a change at this pair."""
        source, pointer = (self.old, self.at_old) if removed else (self.new, self.at_new)
        place = f"{source.path}:{source.problem(pointer, '', '').line}"
        return Change(breaking, place, pointer, (self.subject,), self.where, what)

    def narrower(self, what: str, *, removed: bool = False) -> Change:
        """Return a change after which fewer values are valid: it breaks those who send them."""
        return self._of_values(what, REQUESTS, removed)

    def wider(self, what: str, *, removed: bool = False) -> Change:
        """Return a change after which more values are valid: it breaks those who read them."""
        return self._of_values(what, RESPONSES, removed)

    def _of_values(self, what: str, breaks: str, removed: bool) -> Change:
        places = " and ".join(sorted(self.used))
        return self.change(f"{what} (in {places})", breaking=breaks in self.used, removed=removed)


def keys(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[tuple[str, bool, bool]]:
    """Yield each key of two objects, and whether the old and the new one have it."""
    for key in (*old, *(key for key in new if key not in old)):
        yield key, key in old, key in new
