"""The one WebSocket: landmarks in, counts and cues out; for people who have entered, from our own pages alone."""

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async  # type: ignore[import-untyped]
from channels.generic.websocket import AsyncWebsocketConsumer  # type: ignore[import-untyped]

from gluteal.errors import GlutealError
from gluteal.form.report import Report
from gluteal.web.formcheck.engine import checker_for
from gluteal.web.formcheck.live import MOST_TEXT, LiveSet
from gluteal.web.formcheck.result import keep, report_html
from gluteal.web.formcheck.screened import fault_html, screened

_FRAMES_A_SECOND = (
    240.0  # what one page may have reckoned; beyond it is let wait, which a replay does not notice
)
_AT_ONCE = 3000.0  # frames: a set of three minutes that is sent again after a break

CLOSED, NOT_UNDERSTOOD, TOO_LARGE = 4403, 4400, 4413


class FormSocket(AsyncWebsocketConsumer):  # type: ignore[misc]
    """One page in front of the camera. Nothing is written unless the person asks for the landmarks to be kept."""

    async def connect(self) -> None:
        """Let in whoever has a session."""
        user = self.scope.get("user")
        if user is None or not user.is_authenticated:
            await self.close(code=CLOSED)
            return
        self.set = LiveSet(checker_for)
        self.left = False
        self._allowed, self._at = _AT_ONCE, asyncio.get_running_loop().time()
        await self.accept()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Answer one message; the next one is read only after that."""
        if self.left:
            return
        if text_data is None:
            await self._leave("Landmarks are sent as text.", NOT_UNDERSTOOD)
            return
        if len(text_data) > MOST_TEXT:
            await self._leave(f"A message has up to {MOST_TEXT // 1024} kB.", TOO_LARGE)
            return
        before = self.set.frames
        answer = self.set.take(text_data)
        if answer["kind"] == "report" and self.set.report is not None:
            answer = {**answer, **await self._reported(self.set.report)}
        elif answer["kind"] == "keep":
            answer = await self._keep(answer)
        if self.set.too_many_faults:
            await self._leave(str(answer["text"]), NOT_UNDERSTOOD)
            return
        await self._say(answer)
        await self._in_measure(max(self.set.frames - before, 1))

    async def _reported(self, report: Report) -> Mapping[str, str]:
        """Return what the page shows of the set that has ended; of a screen also what it may send to be kept."""
        one = self.set
        if one.screen is None:
            return {"html": await sync_to_async(report_html)(report)}
        try:
            found: Mapping[str, str] = await database_sync_to_async(screened)(self.scope["user"], one)
        except GlutealError as error:
            return {"html": await sync_to_async(fault_html)(str(error)), "screen": ""}
        return found

    async def _keep(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """Keep the landmarks of the set that has ended; the only thing that this socket ever writes."""
        one = self.set
        try:
            await database_sync_to_async(keep)(
                self.scope["user"], asked["uid"], asked["day"], one.exercise, one.frames, one.document()
            )
        except GlutealError as error:
            return {"kind": "error", "text": str(error)}
        return {"kind": "kept", "uid": asked["uid"]}

    async def _leave(self, sentence: str, code: int) -> None:
        """Say why, and close."""
        await self._say({"kind": "error", "text": sentence})
        self.left = True
        with suppress(RuntimeError, OSError):
            await self.close(code=code)

    async def _say(self, answer: Any) -> None:
        # Who has just left gets no answer; the server learns of it a moment later.
        with suppress(RuntimeError, OSError):
            await self.send(text_data=json.dumps(answer, separators=(",", ":")))

    async def _in_measure(self, frames: int) -> None:
        """Let a page that sends more than a camera gives wait, so that others are answered."""
        now = asyncio.get_running_loop().time()
        self._allowed = min(self._allowed + (now - self._at) * _FRAMES_A_SECOND, _AT_ONCE) - frames
        self._at = now
        await asyncio.sleep(0 if self._allowed > 0 else -self._allowed / _FRAMES_A_SECOND)
