"""The commands load and whatif, as somebody types them."""

import pytest
from tests.cli.conftest import Run


def test_load_tells_every_region_of_both_legs(gluteal: Run) -> None:
    found = gluteal("load", "side-lying-abduction", "--set", "hip-rotation=15", "--json").json
    assert found["settings"]["hip-rotation"] == 15
    assert found["legs"] == {"working": "top leg", "other": "bottom leg"}
    legs = {(row["region"], row["leg"]) for row in found["regions"]}
    assert ("gluteus-medius-middle", "working") in legs
    assert all(0 <= row["low"] <= row["peak"] <= row["high"] <= 100 for row in found["regions"])
    assert all(row["peak_newtons"] >= row["mean_newtons"] >= 0 for row in found["muscles"])
    assert found["residual"] < 1e-6
    assert "never" in found["says"]


def test_load_in_words_names_the_legs(gluteal: Run) -> None:
    shown = gluteal("load", "Standing Abduction", "--side", "left").out
    assert "standing leg" in shown
    assert "gluteus-medius-anterior" in shown


def test_whatif_says_which_way_it_goes(gluteal: Run) -> None:
    found = gluteal("whatif", "side-lying-abduction", "hip-rotation", "--json").json
    assert [one["value"] for one in found["tried"]] == sorted(one["value"] for one in found["tried"])
    assert any("Tensor fasciae latae of the top leg falls" in sentence for sentence in found["sentences"])


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("load", "nonsense"), "No exercise is called"),
        (("load", "skater-bound"), "has no motion"),
        (("load", "clamshell", "--set", "hip-flexion"), "write it as"),
        (("load", "clamshell", "--set", "hip-flexion=nan"), "0 to 75 degrees"),
        (("load", "clamshell", "--set", "hip-flexion=900"), "0 to 75 degrees"),
        (("load", "clamshell", "--set", "zzz=3"), "hip-flexion"),
        (("load", "clamshell", "--set", "band=pink"), "green"),
        (("load", "clamshell", "--mass", "-4"), "30 to 200 kg"),
        (("load", "clamshell", "--height", "nan"), "130 to 220 cm"),
        (("load", "clamshell", "--strength", "0"), "0.2 to 2.5"),
        (("load", "clamshell", "--side", "top"), "right or left"),
        (("whatif", "clamshell", "zzz"), "hip-flexion"),
    ],
)
def test_what_cannot_be_is_one_sentence_that_says_what_can(
    gluteal: Run, args: tuple[str, ...], sentence: str
) -> None:
    told = gluteal(*args, code=2).err
    assert sentence in told
    assert told.count("\n") <= 2
