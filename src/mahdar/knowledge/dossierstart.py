"""The beginning of a dossier: a file that can be read with at once, and tells in comments what to add."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from mahdar.knowledge.checks import slug_of

_TEXT = """\
# {en}.
#
# What is known of the process, for `mahdar read --dossier`. Lines that begin with # are comments: take the # off, and put in what you know.
# Leave out what you don't: an empty field is better than a wrong one. `mahdar dossier check` tells what is wrong with the file.

id = {id}
kind = {kind}
event = {event}
en = {en_text}
ar = {ar_text}
# How pages name the series: after a talk noun (محادثات …) or before a number (… 7), in all its variants.
names = {names}
# Further wordings, where they number or name its meetings in another way: (a|b) one of them, ? may be missing.
# patterns = ["{{round}} {{ordinal}} من {{talks}} {example}"]
# What its rounds are about, so that a numbered round without the name is known by it.
# subjects = [""]
# place = "geneva"          # where it mostly sits: `mahdar knowledge list place`
# host = "switzerland"      # who mostly hosts it
# part_of = ""              # the larger process that it belongs to: `mahdar dossier list`
# related = []

# Who takes part: guarantor, party, observer, mediator, host or participant; from when to when, where you know it.
# [[actor]]
# entity = "un"
# role = "mediator"
# from = "2019-05"

# What it is about. Terms are words that signal the issue wherever they stand, and nothing else.
# [[issue]]
# key = "ceasefire"
# ar = "وقف إطلاق النار"
# en = "Ceasefire"
# terms = ["وقف إطلاق النار"]
# opposite = []             # what to be for is to be against this: keys of other issues, or words

# Meetings whose days you are sure of. Without a number: leave ordinal out.
# [[meeting]]
# ordinal = 1
# start = "2019-05-05"
# end = "2019-05-06"
# place = "geneva"
# known = "public"          # announced and reported at the time; else "unverified"
# source = ""

# Documents of the process: the id of one that `mahdar knowledge list document` has, or a new one with its names.
# [[document]]
# id = ""
# names = [""]
# date = "2019-05-06"

# Names that only this process needs.
# [[knowledge.person]]
# id = ""
# en = ""
# names = [""]
"""


def start(id_: str | None, kind: str, en: str, ar: str, names: Iterable[str]) -> str:
    """The text of a new dossier. ``id_`` is made of the English name where it is None."""
    slug = slug_of(en) if id_ is None else id_
    listed = list(names)
    return _TEXT.format(
        en=" ".join(en.split()),
        id=_quoted(slug),
        kind=_quoted(kind),
        event=_quoted(f"{slug}-process"),
        en_text=_quoted(en),
        ar_text=_quoted(ar),
        names=f"[{', '.join(map(_quoted, listed))}]",
        example=" ".join(listed[0].split()) if listed else "…",
    )


def _quoted(value: str) -> str:
    """A string of TOML, which a string of JSON is."""
    return msgspec.json.encode(value).decode()
