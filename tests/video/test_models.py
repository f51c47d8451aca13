"""The networks' files: compared with their hashes, and bundled for the browser in one way only."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from gluteal.errors import BadData, UnknownName
from gluteal.packages import fetch
from gluteal.video import models


def test_a_size_that_does_not_exist_is_named_with_those_that_do() -> None:
    assert models.size_named("full") == "full"
    with pytest.raises(UnknownName, match="full, heavy, lite"):
        models.size_named("huge")


def test_another_file_than_the_published_one_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "pose.tflite"
    other.write_bytes(b"something else")
    monkeypatch.setattr(fetch, "file", lambda name, report=None: other)
    with pytest.raises(BadData, match="not the pose network"):
        models.detector()


@pytest.mark.usefixtures("networks")
def test_a_bundle_holds_both_networks_where_the_browser_can_map_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = fetch.folder()
    monkeypatch.setattr(fetch, "file", lambda name, report=None: root / name)
    digests = set()
    for turn in ("one", "two"):
        monkeypatch.setattr(fetch, "cache", lambda turn=turn: tmp_path / turn)
        path = models.bundle("lite")
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
        assert models.bundle("lite") == path
    assert len(digests) == 1, "the same networks give the same bundle, byte for byte"
    with zipfile.ZipFile(path) as archive:
        content = path.read_bytes()
        for info in archive.infolist():
            assert info.compress_type == zipfile.ZIP_STORED
            network = archive.read(info)
            assert network[4:8] == b"TFL3"
            assert content.index(network) % 4 == 0
        assert archive.namelist() == ["pose_detector.tflite", "pose_landmarks_detector.tflite"]


@pytest.mark.usefixtures("networks")
def test_a_bundled_network_says_the_same_as_the_bare_one(monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    from gluteal.video.detect import Area
    from gluteal.video.pose import LandmarkNetwork

    bare = models.landmarks("lite")
    noted = models._with_scaling(bare, 0.0, 255.0)
    picture = np.random.default_rng(1).integers(0, 255, (300, 300, 3), np.uint8)
    area = Area(150, 150, 300, 0.0)
    monkeypatch.setattr("gluteal.video.pose._SURE", 0.0)
    one, other = (LandmarkNetwork(content, 1)(picture, area)[0] for content in (bare, noted))
    assert one is not None
    assert other is not None
    assert np.array_equal(one.image, other.image)
    assert np.array_equal(one.world, other.world)
