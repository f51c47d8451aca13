"""The pose networks: which files they are, where they come from, and their bundle for the browser.

The files are those of BlazePose in the npm package `@mediapipe/pose` (Apache-2.0), which `gluteal.packages` fetches
by its lock file. Each is compared with its own hash before it is used.
"""

import hashlib
import os
import tempfile
import zipfile
from functools import partial
from pathlib import Path
from typing import Any, Literal

from gluteal.errors import BadData, UnknownName
from gluteal.packages import fetch

Size = Literal["lite", "full", "heavy"]
SIZES: tuple[Size, ...] = ("lite", "full", "heavy")

DETECTOR = "@mediapipe/pose/pose_solution_packed_assets.data"
"""Despite its name the bare network that finds people: the only asset that is packed into it."""

HASHES = {
    DETECTOR: "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
    "@mediapipe/pose/pose_landmark_lite.tflite": "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61",
    "@mediapipe/pose/pose_landmark_full.tflite": "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    "@mediapipe/pose/pose_landmark_heavy.tflite": "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe",
}

_BUNDLE = 1  # counts up when the way bundles are made changes, so that old ones in the cache are not taken
_ZIP_HEAD = 30  # bytes before a member's name
_DATE = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold: the same networks give the same bundle


def size_named(name: str) -> Size:
    """Return the size of that name; raises `UnknownName`."""
    for size in SIZES:
        if size == name:
            return size
    raise UnknownName("size of the pose network", name, SIZES)


def detector(report: fetch.Report | None = None) -> bytes:
    """Return the network that finds people. Raises `PackagesMissing` or `BadData`."""
    return _checked(DETECTOR, report)


def landmarks(size: Size, report: fetch.Report | None = None) -> bytes:
    """Return the network that finds a person's landmarks. Raises `PackagesMissing` or `BadData`."""
    return _checked(f"@mediapipe/pose/pose_landmark_{size}.tflite", report)


def bundle(size: Size, report: fetch.Report | None = None) -> Path:
    """Return both networks as one `.task` file, which the browser's library reads; made once, then kept.

    Raises `PackagesMissing` or `BadData`.
    """
    place = fetch.cache() / "models" / f"pose-{size}-{_BUNDLE}-{_digest()}.task"
    if place.is_file():
        return place
    members = {
        # What the library wants to know is how pixels are scaled: -1 to 1 here, 0 to 1 there.
        "pose_detector.tflite": _with_scaling(detector(report), 127.5, 127.5),
        "pose_landmarks_detector.tflite": _with_scaling(landmarks(size, report), 0.0, 255.0),
    }
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for name, content in members.items():
                _store(archive, stream.tell(), name, content)
        Path(draft).replace(place)
    finally:
        Path(draft).unlink(missing_ok=True)
    return place


def _checked(name: str, report: fetch.Report | None) -> bytes:
    path = fetch.file(name, report)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != HASHES[name]:
        raise BadData(
            [f"{path} is not the pose network that was published; delete {path.parent} to fetch it again"]
        )
    return content


def _digest() -> str:
    return hashlib.sha256("".join(HASHES.values()).encode()).hexdigest()[:12]


def _store(archive: zipfile.ZipFile, at: int, name: str, content: bytes) -> None:
    """Add a member whose bytes start at a multiple of four: the library maps them where they lie."""
    info = zipfile.ZipInfo(name, _DATE)
    padding = -(at + _ZIP_HEAD + len(name)) % 4
    # An extra field of its own kind has four bytes of head, which change nothing about the remainder.
    info.extra = b"" if padding == 0 else b"\xfe\xca" + padding.to_bytes(2, "little") + bytes(padding)
    archive.writestr(info, content)


def _with_scaling(network: bytes, mean: float, std: float) -> bytes:
    """Return a network with a note (in the format of TensorFlow Lite's metadata) of how its pixels are scaled."""
    import flatbuffers  # type: ignore[import-untyped]
    from ai_edge_litert import schema_py_generated as schema  # type: ignore[import-untyped]

    model = schema.ModelT.InitFromObj(schema.Model.GetRootAs(bytearray(network), 0))
    for held in model.buffers:
        held.Pack = partial(_pack_aligned, held, schema)
    note = schema.BufferT()
    note.data = list(_scaling_note(mean, std))
    model.buffers.append(note)
    entry = schema.MetadataT()
    entry.name, entry.buffer = b"TFLITE_METADATA", len(model.buffers) - 1
    others = [kept for kept in model.metadata or [] if kept.name != b"TFLITE_METADATA"]
    model.metadata = [*others, entry]
    builder = flatbuffers.Builder(len(network) + 65536)
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def _pack_aligned(held: Any, schema: Any, builder: Any) -> int:
    """Write one block of weights at a multiple of 16 bytes, as it was: it is used where it lies."""
    place = None
    if held.data is not None and len(held.data):
        content = bytes(bytearray(held.data))
        builder.StartVector(1, len(content), 16)
        builder.head -= len(content)
        builder.Bytes[builder.head : builder.head + len(content)] = content
        place = builder.EndVector()
    schema.BufferStart(builder)
    if place is not None:
        schema.BufferAddData(builder, place)
    return int(schema.BufferEnd(builder))


def _scaling_note(mean: float, std: float) -> bytes:
    """Build the metadata: one input, an RGB image, each pixel less `mean` divided by `std`.

    The numbers of the fields are those of the published schema (metadata_schema.fbs, file mark M001).
    """
    import flatbuffers

    b = flatbuffers.Builder(0)
    name = b.CreateString("image")

    def numbers(values: list[float]) -> int:
        b.StartVector(4, len(values), 4)
        for value in reversed(values):
            b.PrependFloat32(value)
        return int(b.EndVector())

    def table(fields: dict[int, tuple[str, int]], slots: int) -> int:
        b.StartObject(slots)
        for slot, (kind, value) in fields.items():
            if kind == "byte":
                b.PrependUint8Slot(slot, value, 0)
            else:
                b.PrependUOffsetTRelativeSlot(slot, value, 0)
        return int(b.EndObject())

    def several(one: int) -> int:
        b.StartVector(4, 1, 4)
        b.PrependUOffsetTRelative(one)
        return int(b.EndVector())

    means, stds = numbers([mean]), numbers([std])
    highs, lows = numbers([(255 - mean) / std]), numbers([(0 - mean) / std])
    scaling = table({0: ("at", means), 1: ("at", stds)}, 2)
    unit = table({0: ("byte", 1), 1: ("at", scaling)}, 2)  # 1: NormalizationOptions
    units = several(unit)
    image = table({0: ("byte", 1)}, 2)  # 1: RGB
    content = table({0: ("byte", 2), 1: ("at", image)}, 3)  # 2: ImageProperties
    stats = table({0: ("at", highs), 1: ("at", lows)}, 2)
    tensor = table({0: ("at", name), 3: ("at", content), 4: ("at", units), 5: ("at", stats)}, 7)
    graph = table({2: ("at", several(tensor))}, 10)
    graphs = several(graph)
    title = b.CreateString("pose")
    b.Finish(table({0: ("at", title), 3: ("at", graphs)}, 8), b"M001")
    return bytes(b.Output())
