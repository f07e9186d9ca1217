"""The forms of the words of offices and roles: how a role phrase goes on, which office it tells, and what it may mean by itself."""

from __future__ import annotations

import msgspec


class PhraseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words inside and around a role phrase. ``links`` join it to a name or role (لدى الأمم المتحدة), after ``closed`` words and
    ``relatives`` it doesn't go on; ``listeners`` are whom somebody tells rather than serves (قال المتحدث للصحفيين); ``charges`` may
    follow with ل (لشؤون التسوية); ``not_article`` begin with ال that is no article; ``degrees`` follow an adjective of nationality
    (مسؤولون أمريكيون كبار); what ``named_after`` call bears a person's name (مدينة الملك عبدالعزيز), ``nicknamed`` bring in another name
    of the person before (المعروف بأبي عمر), ``aged`` the person's age."""

    aged: tuple[str, ...]
    links: tuple[str, ...]
    closed: tuple[str, ...]
    relatives: tuple[str, ...]
    listeners: tuple[str, ...]
    charges: tuple[str, ...]
    not_article: tuple[str, ...]
    degrees: tuple[str, ...]
    named_after: tuple[str, ...]
    nicknamed: tuple[str, ...]


class OfficeRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role noun with what follows it makes an office: ``role`` is its slug.

    One of ``charges`` must follow the noun (any, where there are none), ``bodies`` are the keys of the state's bodies that it heads (رئيس البرلمان).
    ``bare``: nothing but the state may follow (الرئيس الروسي, not رئيس الوفد الروسي). ``states``: only of these; ``needs_of``: only where
    the words tell of what (a ممثلة of nothing is an actress).
    """

    role: str
    nouns: tuple[str, ...]
    charges: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    bare: bool = False
    needs_of: bool = False
    states: tuple[str, ...] = ()


class StatusWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell the time of an office."""

    former: tuple[str, ...]
    acting: tuple[str, ...]
    elect: tuple[str, ...]
    current: tuple[str, ...]


class ReferringWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a role, a group or a document may mean without a name. ``any_office`` fit whoever serves the state (الدبلوماسي الروسي),
    ``gathered`` are those who take part in the talks, ``pair`` the two sides named last, ``pair_of_states`` two states;
    ``ministries`` are named without their noun (الخارجية الروسية); ``communique`` speaks for who ``issued`` it, ``same`` may follow it;
    ``bodies`` call a body again beside the nouns of groups (المرصد), ``general_bodies`` do so only where one such body is named;
    after ``quantity`` a people is a number of persons (آلاف السوريين)."""

    any_office: tuple[str, ...]
    gathered: tuple[str, ...]
    pair: tuple[str, ...]
    pair_of_states: tuple[str, ...]
    ministries: tuple[str, ...]
    communique: tuple[str, ...]
    issued: tuple[str, ...]
    same: tuple[str, ...]
    bodies: tuple[str, ...]
    general_bodies: tuple[str, ...]
    quantity: tuple[str, ...]
