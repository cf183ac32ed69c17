"""The page of a run that a person reads, and the same in Markdown."""
