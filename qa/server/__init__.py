"""The HTTP service: routes, limits, errors, what is measured and what is logged."""
