"""Stage 2, what sets the clause of a cue apart from the content that it stands in.

وبينما تقول موسكو إن …، | ترى أنقرة أن …               the main clause, before which another only opens the sentence
رفض لافروف تهما | وصفها بأنها ملفقة                     a clause that tells of an indefinite noun
"""

from __future__ import annotations

from collections.abc import Container

from mahdar.statements.cues import Cue
from mahdar.statements.view import LineView

_FAR = 14
"""So many tokens at most stand between the beginning of a sentence and a cue of the clause that opens it."""
_OPENING = 5
"""So many tokens at most stand between أن and a verb in the clause that opens a sentence (على الرغم من أن مجلس الأمن أعرب)."""


def is_main(view: LineView, outer: Cue, cue: Cue, opening: Container[str]) -> bool:
    """Whether ``cue`` is the verb of the main clause before which ``outer`` only opens the sentence: ومع دعوة أنقرة إلى الحوار، | أعلنت موسكو أن;
    وبينما تقول موسكو إن …، | ترى أنقرة أن."""
    first = cue.first
    if cue.sort != "finite" or view.pro(first) not in ("", "ف"):
        return False
    before = first - 1 - (view.word(first - 1) in ("قد", "فقد"))
    if not view.is_comma(before) or view.in_quotation(view.tokens[first]):
        return False
    began, at = view.sentence(first)[0], outer.first
    head = view.stem(began)
    if outer.sort == "noun":
        return at - began <= _FAR and not view.is_comma(before - 1) and (head in opening or view.is_adverbial(began))
    if at - began > _FAR or head not in opening or outer.sort != "finite":
        return False
    links = range(max(began + 1, at - _OPENING), at)
    return at == began + 1 or view.word(at - 1) in opening or any(view.word(k) in ("ان", "ما") for k in links)


def qualifies(view: LineView, content: int, cue: Cue) -> bool:
    """Whether a verb with a pronoun that refers back tells of the indefinite noun right before it, in
    a content that begins at token ``content``: بتهم | وصفتها واشنطن بأنها ملفقة."""
    first = cue.first
    before = view.tokens[first - 1]
    if view.pro(first) or before.kind != "word" or before.definite or before.enclitic or cue.form is None or first - 1 < content:
        return False
    if before.norm in view.words.nobody or before.norm in view.words.governed or view.is_adverbial(first - 1):
        return False  # انتقد ما وصفه بالصمت
    return bool(cue.form.pronoun) and describes(cue) and view.mention_on(first - 1) is None and not is_relative_at(view, first - 1)


def is_relative_at(view: LineView, at: int) -> bool:
    """Whether a relative pronoun stands at ``at``, alone or after و (والذي)."""
    return view.word(at) in view.words.relatives or (view.stem(at) in view.words.relatives and view.pro(at) == "و")


def describes(cue: Cue) -> bool:
    """Whether a verb tells what its speaker takes something for (تعتبرها أنقرة إرهابية، وصفه بأنه)."""
    return any("described" in v.uses or v.past in ("اعتبر", "عد", "وصف") for v in cue.verbs)
