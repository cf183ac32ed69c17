"""How well: gold sets, measures, runs and the ``dateline-eval`` command."""
