"""From files to articles: one module a format, and the walk through folders."""
