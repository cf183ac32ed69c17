"""The editors' desk: questions that were asked or sent in, and what editors said of the answers."""
