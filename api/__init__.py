"""The service: the page and the API that staff use. It translates and never solves; see docs/architecture.md."""
