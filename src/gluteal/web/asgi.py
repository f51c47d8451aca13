"""The ASGI application over the store that `GLUTEAL_DATA` names, for uvicorn and other servers."""

from gluteal.web.store import open_store

open_store()

from django.core.asgi import get_asgi_application  # noqa: E402 - the store is opened first

application = get_asgi_application()
