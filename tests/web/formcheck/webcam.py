"""A fake webcam for Chromium: a film as motion JPEG, which the browser plays again and again."""

from pathlib import Path

import numpy as np

from gluteal.video.container import Picture
from gluteal.video.decode import Film

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--disable-background-networking",
    "--disable-component-update",
)


def webcam(source: Path, place: Path, seconds: float) -> str:
    """Write the film at half speed, forwards and backwards, 640 x 480 at 30 a second; return Chromium's flag for it."""
    import av

    with Film(source, rate=60) as film:
        pictures = [_fitted(frame.picture) for frame in film]
    pictures += pictures[-2:0:-1]
    path = place / "webcam.mjpeg"
    with av.open(path, "w", format="mjpeg") as out:
        stream = out.add_stream("mjpeg", rate=30)
        stream.width, stream.height, stream.pix_fmt = 640, 480, "yuvj420p"
        stream.codec_context.qmin, stream.codec_context.qmax = 2, 4
        for number in range(max(len(pictures), round(seconds * 30) // len(pictures) * len(pictures))):
            frame = av.VideoFrame.from_ndarray(pictures[number % len(pictures)], format="rgb24")
            for packet in stream.encode(frame):
                out.mux(packet)
        for packet in stream.encode(None):
            out.mux(packet)
    return f"--use-file-for-fake-video-capture={path}"


def _fitted(picture: Picture) -> Picture:
    """Return the picture within 640 x 480, with black beside it."""
    import cv2

    height, width = picture.shape[:2]
    scale = min(640 / width, 480 / height)
    small = cv2.resize(picture, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA)
    whole = np.zeros((480, 640, 3), np.uint8)
    top, left = (480 - small.shape[0]) // 2, (640 - small.shape[1]) // 2
    whole[top : top + small.shape[0], left : left + small.shape[1]] = small
    return whole
