"""Charts as the server draws them: SVG that needs no script and no style attribute, with a table of the same figures beside it.

    from mahdar.web.charts import Cell, Column, Part, columns, network, ranked

A chart is a `Figure`: the picture, what its parts are called, and the rows of its table. The template shows it:

    {% import "charts.html" as charts with context %}
    {% block scripts %}<link rel="stylesheet" href="{{ asset('charts.css') }}">{% endblock %}
    {{ charts.figure(face_figure) }}

- `columns`: figures over time, stacked by part. `mahdar.web.charts.time.steps` cuts the time that some dates (EDTF) span into days, months,
  quarters or years, as many as there is room for; each step knows its ``since`` and ``until`` for addresses.
- `ranked`: a few things by how often they come, the most first: a table whose rows hold their bars.
- `network`: one thing in the middle, others at its sides, each joined to it by a line as wide as its figure.

Time runs in the direction of reading: in Arabic the first month is at the right. Positions are per cents of the width, so that letters keep their
size at any; labels that have no room are left out by the style sheet's container queries. Texts are the page's own, shaped by the browser with its
fonts. Colours are those of the style sheet, in light, dark and print; each part has a pattern, too, and its name in the legend. The ``key`` of a
`Part` is its class: an act, or one of `KEYS` for other things. What a cell of the table counts it leads to, where it has an ``href``.
"""

from mahdar.web.charts.columns import Column, columns
from mahdar.web.charts.figure import KEYS, Cell, Figure, Part, Row, swatch
from mahdar.web.charts.network import Node, network
from mahdar.web.charts.ranked import Bar, Ranking, ranked
from mahdar.web.charts.time import Step, steps

__all__ = ["KEYS", "Bar", "Cell", "Column", "Figure", "Node", "Part", "Ranking", "Row", "Step", "columns", "network", "ranked", "steps", "swatch"]
