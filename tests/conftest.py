"""How every test runs: the same examples each time, and no clock in a property."""

from hypothesis import settings

# The machine may be busy; a time limit on an example fails for no fault of the code.
settings.register_profile("dateline", deadline=None, derandomize=True)
settings.load_profile("dateline")
