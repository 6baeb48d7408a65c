"""The application under test."""

from fastapi import FastAPI

from api.desk import Desk
from api.installation import Installation
from api.settings import Settings
from api.store.opening import open_store
from api.web.frame import add_pages


def application(settings: Settings) -> FastAPI:
    """Return the service with its page."""
    app = FastAPI()
    app.state.installation = Installation(settings, open_store(settings), Desk(settings))
    add_pages(app)
    return app
