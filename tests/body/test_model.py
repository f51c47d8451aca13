"""The build of the model: what is repaired, and that building it leaves nothing behind."""

from pathlib import Path

import mujoco as mj
import numpy as np
import pytest

from gluteal.body.model import reference


def test_masses_are_the_published_ones() -> None:
    model = reference()
    assert model.body_mass.sum() == pytest.approx(75.337)
    assert model.body("torso").mass[0] == pytest.approx(26.8266 + 2 * (2.0325 + 1.215 + 0.4575))
    data = mj.MjData(model)
    mj.mj_kinematics(model, data)
    above = data.xipos[model.body("torso").id][2] - data.xpos[model.body("femur_r").id][2]
    assert 0.40 < above < 0.45  # the package has it low; with the pelvis the published centre is at 0.337


def test_the_upper_gluteus_maximus_lies_on_its_wrap() -> None:
    model = reference()
    for name in ("glmax1_r", "glmax2_l"):
        tendon = model.actuator(name).trnid[0]
        start, count = model.tendon_adr[tendon], model.tendon_num[tendon]
        assert mj.mjtWrap.mjWRAP_CYLINDER in model.wrap_type[start : start + count]


def test_the_model_is_built_once_and_leaves_no_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    reference.cache_clear()
    first = reference()
    assert reference() is first
    assert list(tmp_path.iterdir()) == []
    assert np.isfinite(first.body_inertia).all()
