"""Files as users hand them in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from muster.importers.records_folder import RecordsFolder
from muster.services.ports import MusterError

Refusal = Callable[..., str]


@pytest.fixture
def refusal(tmp_path: Path) -> Refusal:
    """Read a file of this content; the sentence with which it is refused."""

    def read(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(MusterError) as caught:
            RecordsFolder().read([path])
        sentence = str(caught.value)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        return sentence

    return read
