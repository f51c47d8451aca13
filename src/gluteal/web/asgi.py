"""The ASGI application over the store that `GLUTEAL_DATA` or `DATABASE_URL` names, for uvicorn and other servers."""

import gc
import sys

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

# Everybody waits while the collector looks through what is in memory, and whoever comes back from the database waits
# for the thread that is reckoning to give way: what stays is not looked at again, and turns are short.
gc.set_threshold(2_000, 20, 20)
gc.freeze()
sys.setswitchinterval(0.001)
