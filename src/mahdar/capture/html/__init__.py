"""HTML as text: a line rendering, and what the markup says of each line and of the page.

    parse      the source to a tree, however broken or deep it is
    elements   what elements mean for the rendering
    lines      the tree to lines of text
    main       which lines trafilatura's main-text extraction keeps
    metadata   title, days, author, section, outlet, address (with jsonld and dates)

The rendering shows what a reader sees, as far as the page itself and not its style sheets say it:

- A block element (``p``, ``div``, ``h1``, ``li``, ``td`` …) and ``br`` start a new line; inline elements run on. A table's cell is a block.
- Elements with a margin in the HTML Standard's default style sheet (paragraphs, headings, lists, quotations, figures …) are parted by
  one blank line from what surrounds them, and so are two ``br`` in a row. There is never more than one blank line, none at the start or end.
- White space becomes one space, none at the ends of a line; in ``pre`` it is kept. All other characters
  stay: no-break spaces, direction marks, tatweel.
- Entities are resolved. An image or another thing inside a line parts words as a space does, and so does the seam of a link and another
  element without text between.
- Left out: the head (its title is metadata), scripts, styles, frames, form fields, images with their ``alt``, ``noscript``, comments, and
  what is hidden by ``hidden`` or an inline ``display: none``. ``aria-hidden`` and closed ``details`` are kept.
"""

from mahdar.capture.html.lines import TooLong
from mahdar.capture.html.render import Rendered, render

__all__ = ["Rendered", "TooLong", "render"]
