"""The OpenAPI document as it is kept in git: ``python -m api.frozen`` writes it anew."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from api.app import create_app
from api.settings import Settings
from api.store.transactions import Store

PATH = Path(__file__).parent / "openapi.json"


def text() -> str:
    """Return the document of this program as text, its keys in the order in which routes stand."""
    with TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        store = Store(settings, b"")
        try:
            return json.dumps(create_app(settings, store).openapi(), ensure_ascii=False, indent=1) + "\n"
        finally:
            store.close()


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
