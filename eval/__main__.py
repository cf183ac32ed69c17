"""``python -m eval`` is ``dateline-eval``."""

from eval.cli import main

main(prog_name="dateline-eval")
