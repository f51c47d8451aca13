"""The parts of the profile form: which fields stand in which, and which of them in rows."""

from gluteal.web.plan.start_form import BANDS, OTHER, STACKS, THINGS, StartForm

STEPS = ("you", "safety", "conditions", "kit", "time", "sides")
"""The parts in the order in which a new person is asked."""


def names_of(form: StartForm, part: str) -> tuple[str, ...]:
    """Return the names of the fields of a part."""
    match part:
        case "you":
            return ("goals", "name", "born", "experience")
        case "safety":
            asked = [name for _group, names in form.groups for name in names]
            return (*asked, "professional_clearance", "none_of_these")
        case "conditions":
            return tuple(
                name for kind in form.kinds for name in (kind["name"], *kind["inner"], *kind["asked"])
            )
        case "kit":
            bands = [f"band_{row}{end}" for row in range(BANDS) for end in ("", "_form", "_cm")]
            stacks = [f"{name}{end}" for name, _label in STACKS for end in ("", "_low", "_high", "_step")]
            weights = ("dumbbells", "kettlebells", "ankle_weights", "plates", "bar", "step_cm")
            return ("units", *bands, *weights, *stacks, *(name for name, _label in THINGS))
        case "time":
            others = [f"other_{kind}{end}" for kind, _label in OTHER for end in ("", "_hard")]
            return ("days", "minutes", *others)
        case _:
            return ("weaker_side", "no_floor", "needs_hand_support", "spare_tfl")


def rows(form: StartForm) -> dict[str, object]:
    """Return the fields that stand in rows on the page: bands, stacks, things, other training, weights."""
    return {
        "bands": [
            [form[f"band_{row}"], form[f"band_{row}_form"], form[f"band_{row}_cm"]] for row in range(4)
        ],
        "stacks": [
            (form[name], [form[f"{name}_{part}"] for part in ("low", "high", "step")])
            for name, _label in STACKS
        ],
        "things": [form[name] for name, _label in THINGS],
        "others": [(form[f"other_{kind}"], form[f"other_{kind}_hard"]) for kind, _label in OTHER],
        "weights": [
            form[name] for name in ("dumbbells", "kettlebells", "ankle_weights", "plates", "bar", "step_cm")
        ],
    }
