"""What the numeric libraries read from the environment, set before they are loaded.

Import this module before torch, faiss or transformers; the entry points import it first.

torch's threads wait for one another in a spin lock unless told to sleep. With other work on the
machine, one query then takes 241 to 328 ms in place of 10. The tokenizers' own threads and a
later fork exclude each other. And the service makes no call to a model hub by itself.
"""

import os

ENVIRONMENT = {
    "OMP_WAIT_POLICY": "PASSIVE",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}
"""The defaults; a variable that is set already stays as it is."""


def set_environment() -> None:
    """Set the defaults. Too late for a library that is loaded already; harmless to repeat."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)


set_environment()
