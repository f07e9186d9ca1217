"""Vectors of what statements say, and finding those near one. Needs the extra ``semantic`` where a model is asked for; the rest is numpy."""
