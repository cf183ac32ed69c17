"""Faithfulness and our own measures, by ragas. The only place that loads it, and only on demand."""

import os

# What ragas reports about its users stops with this, and only if it is set before the first import.
os.environ["RAGAS_DO_NOT_TRACK"] = "true"
