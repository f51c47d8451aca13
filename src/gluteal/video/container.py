"""How a video file is opened, and how its pictures are meant to be shown: turned, mirrored, with pixels not square."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gluteal.errors import BadValue

Picture = npt.NDArray[np.uint8]
"""Rows x columns x 3 (red, green, blue), contiguous."""

LONG_SIDE = 1280
"""Pictures are scaled down to this many pixels on their long side: what is left is far above the network's 256."""

# Only files that hold pictures and time: ffmpeg would also read playlists (which name other files and addresses),
# subtitles and plain text as "video".
_FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,ogg,flv,asf,gif,h264,hevc,ivf,mxf,mjpeg"
)
_WHAT_CAN_BE_READ = "MP4, MOV, WebM, MKV and AVI files can"


def opened(path: Path) -> Any:
    """Return the opened file (PyAV's container); raises `BadValue` in one sentence."""
    import av
    import av.logging

    av.logging.set_level(None)  # what is wrong is said in our own sentence
    if path.is_dir():
        raise BadValue(f"{path} is a folder; name the video in it.")
    if not path.exists():
        raise BadValue(f"There is no file {path}.")
    if not path.is_file():
        raise BadValue(f"{path} is no ordinary file; {_WHAT_CAN_BE_READ}.")
    if path.stat().st_size == 0:
        raise BadValue(f"{path} is empty.")
    try:
        return av.open(
            f"file:{path}",
            options={"format_whitelist": _FORMATS, "protocol_whitelist": "file"},
            metadata_errors="replace",
        )
    except av.FFmpegError:
        raise BadValue(
            f"{path} cannot be read as a video; {_WHAT_CAN_BE_READ}, if they are whole (the end of a file that "
            "was cut off may hold what is needed to read it)."
        ) from None
    except PermissionError:
        raise BadValue(f"{path} may not be read.") from None


def picture_stream(container: Any, path: Path) -> Any:
    """Return its first stream of moving pictures; raises `BadValue`."""
    for stream in container.streams.video:
        if "attached_pic" in str(stream.disposition):
            continue  # the cover of a piece of music
        if stream.codec_context is None:
            raise BadValue(
                f"{path} is coded in a way that cannot be read here; H.264, H.265, VP9 and AV1 can."
            )
        return stream
    raise BadValue(f"{path} holds no moving pictures.")


def pixel(stream: Any) -> float:
    """Return how wide a pixel is meant to be for its height."""
    ratio = stream.sample_aspect_ratio
    return float(ratio) if ratio and 0.1 < float(ratio) < 10 else 1.0


def shape_for(width: int, height: int, pixel: float) -> tuple[int, int]:
    """Return the size to scale to: square pixels, the long side at most `LONG_SIDE`."""
    wide = width * pixel
    scale = min(1.0, LONG_SIDE / max(wide, height))
    return max(round(wide * scale), 2), max(round(height * scale), 2)


def slowed(metadata: dict[str, str], rate: float) -> float:
    """Return how many times slower than life a file plays that tells the rate it was filmed at."""
    with suppress(ValueError):
        filmed = float(metadata.get("com.android.capture.fps", "0"))
        if rate > 0 and filmed / rate >= 1.5:
            return filmed / rate
    return 1.0


def display_matrix(frame: Any) -> tuple[int, int, int, int] | None:
    """Return the signs (a, b, c, d) of how the picture is to be shown, None where it is upright.

    A point of the stored picture (x right, y down) is shown at (a x + c y, b x + d y).
    """
    data = frame.side_data.get("DISPLAYMATRIX")
    if data is None:
        return None
    a, b, _, c, d, *_ = np.frombuffer(bytes(data), dtype=np.int32).tolist()
    if abs(a) + abs(d) >= abs(b) + abs(c):
        signs = (1 if a >= 0 else -1, 0, 0, 1 if d >= 0 else -1)
    else:
        signs = (0, 1 if b >= 0 else -1, 1 if c >= 0 else -1, 0)
    return None if signs == (1, 0, 0, 1) else signs


def upright(picture: Picture, matrix: tuple[int, int, int, int] | None) -> Picture:
    """Return a picture as its display matrix wants it shown."""
    if matrix is None:
        return picture
    a, b, c, d = matrix
    if a == 0:
        picture = picture.transpose(1, 0, 2)
    if a + c < 0:
        picture = picture[:, ::-1]
    if b + d < 0:
        picture = picture[::-1]
    return np.ascontiguousarray(picture)
