"""Settings: from the environment, or a sentence that says what is wrong."""

from pathlib import Path

import pytest

from qa.errors import BadRequestError
from qa.settings import Settings, settings_from


def test_an_empty_environment_gives_the_defaults() -> None:
    assert settings_from({"HOME": "/"}) == Settings()


def test_each_setting_has_its_variable() -> None:
    found = settings_from({"DATELINE_DATA_DIR": "/tmp/x", "DATELINE_THREADS": "1"})
    assert (found.data_dir, found.threads) == (Path("/tmp/x"), 1)


@pytest.mark.parametrize(
    ("name", "value"), [("THREADS", "two"), ("THREADS", "0"), ("QUEUE", "-1"), ("COLOUR", "red")]
)
def test_a_variable_that_makes_no_sense_is_refused_by_its_name(name, value) -> None:
    with pytest.raises(BadRequestError, match=f"DATELINE_{name}"):
        settings_from({f"DATELINE_{name}": value})
