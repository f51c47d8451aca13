"""The ASGI application over the store that `GLUTEAL_DATA` or `DATABASE_URL` names, for uvicorn and other servers."""

from gluteal.web.opening import open_database

open_database()

from django.core.asgi import get_asgi_application  # noqa: E402 - the store is opened first

application = get_asgi_application()
