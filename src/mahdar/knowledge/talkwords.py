"""Words of meetings (``talks.toml``): nouns of talks and rounds, how these stand, verbs and nouns that tell of visits, calls and summits."""

from __future__ import annotations

from typing import get_args

import msgspec

from mahdar.model import MeetingKind


class TalkStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words near a round that tell how it stands. ``nouns`` are those of them that count only right before the round,
    ``plans`` nouns that announce it after على, إلى, ل or ب (على عقد الجولة)."""

    announced: tuple[str, ...]
    ongoing: tuple[str, ...]
    postponed: tuple[str, ...]
    cancelled: tuple[str, ...]
    held: tuple[str, ...]
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    nouns: tuple[str, ...]
    plans: tuple[str, ...]


class TalkHost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of hosting: verbs with the host as subject, nouns that follow ب (باستضافة كازاخستان)."""

    verbs: tuple[str, ...]
    nouns: tuple[str, ...]


class MeetingVerb(msgspec.Struct, frozen=True, array_like=True):
    """A verb that tells a meeting: past, stem of the present, kind, and the words that its partner or place follows (empty: the object)."""

    past: str
    present: str
    kind: MeetingKind
    governs: tuple[str, ...]


class MeetingLevels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of whom a meeting is: roles of the offices of those who take part, and words of the telling."""

    heads: tuple[str, ...]
    ministers: tuple[str, ...]
    envoys: tuple[str, ...]
    head_words: tuple[str, ...]
    minister_words: tuple[str, ...]
    envoy_words: tuple[str, ...]
    technical_words: tuple[str, ...]


class MeetingVerbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The verbs that tell a meeting by themselves."""

    verbs: tuple[MeetingVerb, ...]


class MeetingTelling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell a meeting, and words beside them.

    Nouns by the kind of meeting; ``several`` those of more than one, ``other`` words beside them that make them something else, ``contests`` nouns
    of other rounds (``turns``), summits and sessions, ``trials`` words of hearings in court, ``signature`` what a ceremony must be of.
    ``receiving`` tell one only with a person, ``arriving`` only with who comes; ``media`` are nouns after which ``interviews`` are none.
    ``going`` tell one only with where it goes (a place or one of ``goals``), ``joint`` only with whom,
    ``each`` one with each of several after them, ``telephone`` a talk by telephone.

    ``compounds`` are nouns that such a noun only says something of (مركز الاتصال), ``held`` those of its taking place, which ``lacking`` ones
    deny; ``addressing`` is what one turns to somebody with, ``deadlines`` stand before the last day for something; ``exchanged`` nouns also mean
    what is given for ``goods``, ``played`` ones a match in sentences that have words of ``sports``.

    ``holding`` are the verbs (past, stem of the present) that govern such a noun, ``attending`` those whose subject takes part; ``about`` words
    before its subject, ``beside`` words that place something by the meeting, ``shifting`` those that put it at another time. ``previous``,
    ``next`` and ``another`` tell one apart from those told before; ``convening`` are the nouns before whoever called it, of which ``mediating``
    mean a mediator; ``denying`` words and ``negating`` particles say that there is none, ``not_to_come`` those of them that there will be none,
    ``yielding`` that a document came of it. ``prepositions`` and ``marking`` words bring in who takes part and what else there is, ``vague`` ones
    are of times without a value, after ``lasting`` ones stands how long it goes on.
    ``delegations`` are nouns of those who come for a state; ``sponsoring`` and ``arranging`` verbs stand before whoever leads or arranges it,
    the subjects of ``wanting`` ones want it or keep away, ``gathering`` ones bring together those who take part.
    """

    talks: tuple[str, ...]
    summit: tuple[str, ...]
    conference: tuple[str, ...]
    session: tuple[str, ...]
    meeting: tuple[str, ...]
    visit: tuple[str, ...]
    call: tuple[str, ...]
    signing: tuple[str, ...]
    several: tuple[str, ...]
    other: tuple[str, ...]
    contests: tuple[str, ...]
    trials: tuple[str, ...]
    signature: tuple[str, ...]
    receiving: tuple[str, ...]
    arriving: tuple[str, ...]
    turns: tuple[str, ...]
    media: tuple[str, ...]
    interviews: tuple[str, ...]
    going: tuple[str, ...]
    goals: tuple[str, ...]
    joint: tuple[str, ...]
    each: tuple[str, ...]
    telephone: tuple[str, ...]
    compounds: tuple[str, ...]
    held: tuple[str, ...]
    lacking: tuple[str, ...]
    addressing: tuple[str, ...]
    deadlines: tuple[str, ...]
    exchanged: tuple[str, ...]
    goods: tuple[str, ...]
    played: tuple[str, ...]
    sports: tuple[str, ...]
    holding: tuple[tuple[str, str], ...]
    attending: tuple[str, ...]
    about: tuple[str, ...]
    shifting: tuple[str, ...]
    beside: tuple[str, ...]
    previous: tuple[str, ...]
    next: tuple[str, ...]
    another: tuple[str, ...]
    convening: tuple[str, ...]
    mediating: tuple[str, ...]
    denying: tuple[str, ...]
    negating: tuple[str, ...]
    not_to_come: tuple[str, ...]
    yielding: tuple[str, ...]
    prepositions: tuple[str, ...]
    marking: tuple[str, ...]
    vague: tuple[str, ...]
    lasting: tuple[str, ...]
    delegations: tuple[str, ...]
    several_delegations: tuple[str, ...]
    sponsoring: tuple[str, ...]
    arranging: tuple[str, ...]
    wanting: tuple[tuple[str, str], ...]
    gathering: tuple[str, ...]
    levels: MeetingLevels
    tellers: MeetingVerbs

    def kinds(self) -> dict[str, MeetingKind]:
        """The kind that each noun tells."""
        return {word: kind for kind in get_args(MeetingKind) for word in getattr(self, kind)}


class Talks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of meeting. ``round`` are those that are counted; ``alone`` those of them that with a number alone mean a round
    of the talks that the page speaks of."""

    series: tuple[str, ...]
    round: tuple[str, ...]
    alone: tuple[str, ...]
    attendance: tuple[str, ...]
    status: TalkStatus
    host: TalkHost
    meeting: MeetingTelling
