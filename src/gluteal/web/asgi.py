"""The ASGI application over the store that `GLUTEAL_DATA` or `DATABASE_URL` names, for uvicorn and other servers."""

from gluteal.web.opening import open_database

open_database()

from channels.auth import AuthMiddlewareStack  # type: ignore[import-untyped]  # noqa: E402 - the store is opened first
from channels.routing import ProtocolTypeRouter, URLRouter  # type: ignore[import-untyped]  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # type: ignore[import-untyped]  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402

from gluteal.web.urls import sockets  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": get_asgi_application(),
        # A page of another site may open a socket with our cookie: its origin gives it away.
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(sockets))),
    }
)
