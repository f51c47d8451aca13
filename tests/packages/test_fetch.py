"""The third-party packages come once, whole, with their hashes checked, or not at all."""

import json
import shutil
from pathlib import Path

import pytest

from gluteal.errors import PackagesMissing, UnknownName
from gluteal.packages import fetch


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GLUTEAL_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_every_locked_package_carries_a_hash_and_a_licence_that_may_be_used() -> None:
    packages = json.loads(fetch.LOCK.read_text())["packages"]
    named = {name: entry for name, entry in packages.items() if name}
    assert named
    for name, entry in named.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert entry["license"] in {"MIT", "Apache-2.0"}, name
        assert "resolved" not in entry, f"{name} names the address of a registry"


def test_the_packages_come_with_progress_and_are_not_fetched_again(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []
    root = fetch.folder(lambda done, total: seen.append((done, total)))
    assert (root / "three" / "build" / "three.module.js").is_file()
    assert fetch.file("@mediapipe/pose/pose_landmark_heavy.tflite").stat().st_size > 1_000_000
    assert seen[-1] == (fetch.UNPACKED, fetch.UNPACKED)
    assert abs(fetch._size(root) - fetch.UNPACKED) < fetch.UNPACKED / 100
    assert not [entry for entry in root.parent.parent.iterdir() if entry.name.startswith("coming-")]

    monkeypatch.setattr(fetch, "_run", lambda *_: pytest.fail("fetched twice"))
    assert fetch.folder() == root
    with pytest.raises(UnknownName, match="three"):
        fetch.file("three/build/nothing.js")
    with pytest.raises(UnknownName):
        fetch.file("../../../../etc/passwd")


def test_the_npm_that_comes_with_gluteal_serves_a_machine_without_one(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert (fetch.folder() / "uplot" / "package.json").is_file()


def test_a_package_with_another_hash_is_refused_and_nothing_is_kept(
    empty_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forged = tmp_path / "forged"
    forged.mkdir()
    shutil.copyfile(fetch.HERE / "package.json", forged / "package.json")
    lock = json.loads(fetch.LOCK.read_text())
    entry = lock["packages"]["node_modules/uplot"]
    entry["integrity"] = "sha512-" + "A" * 86 + "=="
    (forged / "package-lock.json").write_text(json.dumps(lock))
    monkeypatch.setattr(fetch, "HERE", forged)
    monkeypatch.setattr(fetch, "LOCK", forged / "package-lock.json")
    with pytest.raises(PackagesMissing, match="hash"):
        fetch.folder()
    assert list((empty_cache / "packages").iterdir()) == []


def test_without_a_network_one_sentence_says_what_still_works(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    monkeypatch.setenv("npm_config_cache", str(empty_cache / "npm"))
    monkeypatch.setattr(fetch, "_NETWORK", ("--fetch-retries=0",))
    with pytest.raises(PackagesMissing, match=r"does not reach the package registry.*work without them"):
        fetch.folder()
    assert not fetch.is_here()


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("GLUTEAL_CACHE", str(tmp_path / "file"))
    with pytest.raises(PackagesMissing, match="GLUTEAL_CACHE"):
        fetch.folder()
