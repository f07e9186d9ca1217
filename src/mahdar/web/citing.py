"""Citations of a statement as the reading room gives them: on its face, and as files."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Literal

from litestar import Response

from mahdar.export import bibtex, csl, text
from mahdar.export.citation import Citation, cite
from mahdar.export.languages import LANGUAGES, Language
from mahdar.model import Noun
from mahdar.record.answers import StatementAnswer
from mahdar.web.answering import AnyRequest

Form = Literal["text", "bibtex", "csl-json"]


class FileForm(Noun, frozen=True, kw_only=True):
    """A form in which a citation can be had as a file."""

    suffix: str
    media_type: str
    make: Callable[[Citation, Language], str]


FORMS: dict[Form, FileForm] = {
    "text": FileForm(suffix=".txt", media_type="text/plain", make=lambda citation, language: f"{text.text(citation, language)}\n"),
    "bibtex": FileForm(suffix=".bib", media_type=f"{bibtex.MEDIA_TYPE}; charset=utf-8", make=bibtex.bibtex),
    "csl-json": FileForm(
        suffix=".csl.json", media_type=f"{csl.MEDIA_TYPE}; charset=utf-8", make=lambda citation, language: csl.csl_json([citation], language)
    ),
}


class Citations(Noun, frozen=True, kw_only=True):
    """A citation in all of its forms, for the face of a statement. ``plain`` has its sentences by language."""

    permalink: str
    plain: dict[Language, tuple[str, ...]]
    bibtex: str
    csl_json: str


def citations(request: AnyRequest, said: StatementAnswer, language: Language) -> Citations:
    """How to cite ``said``, with the address under which this request reached the reading room."""
    citation = _cite(request, said)
    return Citations(
        permalink=permalink(request, said),
        plain={each: text.sentences(citation, each) for each in LANGUAGES},
        bibtex=bibtex.bibtex(citation, language),
        csl_json=csl.csl_json([citation], language),
    )


def permalink(request: AnyRequest, said: StatementAnswer) -> str:
    """The statement's address, host and all."""
    return f"{str(request.base_url).rstrip('/')}/statement/{said.id}"


def form_of(key: str) -> tuple[str, Form | None]:
    """The id in ``key``, and the form that its suffix asks for."""
    for name, form in FORMS.items():
        if key.endswith(form.suffix):
            return key.removesuffix(form.suffix), name
    return key, None


def as_file(request: AnyRequest, said: StatementAnswer, form: Form, language: Language) -> Response[str]:
    """The citation as a file, which a browser keeps under the statement's id."""
    made = FORMS[form]
    headers = {"Content-Disposition": f'attachment; filename="mahdar-{said.id}{made.suffix}"', "Cache-Control": "no-cache"}
    content = made.make(_cite(request, said), language)
    return Response(content, status_code=HTTPStatus.OK, headers=headers, media_type=made.media_type)


def _cite(request: AnyRequest, said: StatementAnswer) -> Citation:
    return cite(said, permalink=permalink(request, said))
