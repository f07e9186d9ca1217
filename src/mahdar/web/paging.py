"""How lists are paged in addresses."""

from __future__ import annotations

from typing import Annotated

from litestar.params import QueryParameter

From = Annotated[int, QueryParameter(ge=0, le=2**31, description="Number of the first item, from 0.")]
Limit = Annotated[int, QueryParameter(ge=1, le=200, description="How many items at most.")]
