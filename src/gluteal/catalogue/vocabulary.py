"""The words that the catalogue's files may use: parameters with unit and sign, things, tags, what loads what."""

from dataclasses import dataclass

from gluteal.catalogue.exercise import FormRule, Resistance, Tag


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a variation parameter measures: its one unit, None for options, and what it says, with the sign."""

    unit: str | None
    says: str


PARAMETERS: dict[str, Quantity] = {
    # Joint angles have the signs of the OpenSim models that the body is reckoned with.
    "hip-flexion": Quantity("degrees", "bend of the hip; positive forward, negative behind the body"),
    "hip-abduction": Quantity("degrees", "thigh opened to the side; positive outward"),
    "hip-rotation": Quantity(
        "degrees", "turn of the thigh about its length; positive inward, negative outward"
    ),
    "knee-flexion": Quantity("degrees", "bend of the knee from straight; positive always"),
    "trunk-flexion": Quantity("degrees", "lean of the trunk forward from upright; positive forward"),
    "trunk-lean": Quantity(
        "degrees", "lean of the trunk sideways; positive toward the working or standing side"
    ),
    "pelvis-roll": Quantity("degrees", "roll of the pelvis, lying on the side; positive forward"),
    "lift-direction": Quantity("degrees", "line of a leg lift: 0 straight to the side, positive behind it"),
    "range": Quantity("degrees", "how far the moving part travels"),
    "pelvis-lift": Quantity("cm", "how far the free side of the pelvis rises above level"),
    "pelvis-drop": Quantity("cm", "how far the free side of the pelvis may sink below level"),
    "step-height": Quantity("cm", "height of the step"),
    "seat-height": Quantity("cm", "height of the seat, box or chair"),
    "pad-height": Quantity("cm", "height of the pad on the floor"),
    "stance-width": Quantity("cm", "distance between the feet, side to side"),
    "stance-length": Quantity("leg lengths", "distance between the feet, front to back"),
    "step-length": Quantity("leg lengths", "length of a lunge's step"),
    "side-step-length": Quantity("shoulder widths", "length of a step to the side"),
    "step-across": Quantity("cm", "how far the rear foot goes across the middle line"),
    "foot-offset": Quantity("foot lengths", "how far forward the far foot is"),
    "slide": Quantity("cm", "length of the glide"),
    "distance": Quantity("cm", "length of the jump"),
    "pace": Quantity("steps a minute", "how quick the steps are"),
    "tempo-down": Quantity("s", "time of the way down, or back"),
    "load": Quantity("kg", "weight on the hips, in the hand or at the ankle"),
    "weight-share": Quantity("percent", "share of the body's weight on the front leg"),
    "effort": Quantity("percent", "share of the hardest press"),
    "band-placement": Quantity(None, "where the band sits: the words of a choice's own `placement`"),
    "load-side": Quantity(None, "which hand holds the weight, seen from the working or front leg"),
    "support": Quantity(None, "how much the hands help"),
    "free-leg": Quantity(None, "what the other leg does"),
    "foot-placement": Quantity(None, "how the feet are placed on each other"),
    "rear-foot": Quantity(None, "where the rear foot rests"),
    "challenge": Quantity(None, "what makes a balance exercise harder"),
    "travel": Quantity(None, "which way the body or the leg goes"),
}
"""Every name that a parameter may have."""

EQUIPMENT: dict[str, str] = {
    "mat": "a place on the floor",
    "chair": "a steady chair",
    "wall": "a free stretch of wall",
    "support": "something fixed to hold: worktop, rail, heavy table",
    "partner": "somebody to help",
    "belt": "a belt or strap that does not stretch",
    "pad": "a firm cushion or foam pad",
    "ball": "a ball",
    "step": "a step, or the lowest stair",
    "box": "a box that bears the body",
    "bench": "a bench that cannot slide",
    "slider": "a gliding disc",
    "loop-band": "a closed short band",
    "long-band": "a long band or tube",
    "ankle-weight": "a cuff for the ankle",
    "dumbbell": "a dumbbell",
    "kettlebell": "a kettlebell",
    "barbell": "a bar",
    "plate": "a weight plate",
    "cable": "a cable station with a low pulley",
    "ankle-strap": "a strap for the cable",
    "abduction-machine": "a seated hip-abduction machine",
    "hip-thrust-machine": "a hip-thrust machine",
    "sled": "a sled with a strap",
    "anchor": "a fixed point for a band",
}
"""Every word that `equipment` may use; which of them a household has anyway is for `training.resistance`."""

KIT_OF: dict[Resistance, frozenset[str]] = {
    Resistance.BAND: frozenset({"loop-band", "long-band"}),
    Resistance.ANKLE_WEIGHT: frozenset({"ankle-weight"}),
    Resistance.DUMBBELL: frozenset({"dumbbell"}),
    Resistance.KETTLEBELL: frozenset({"kettlebell"}),
    Resistance.BARBELL: frozenset({"barbell"}),
    Resistance.CABLE: frozenset({"cable"}),
    Resistance.MACHINE: frozenset({"abduction-machine", "hip-thrust-machine"}),
    Resistance.SLED: frozenset({"sled"}),
}
"""The things that give a resistance: who names the one names the other."""

TAGS: dict[Tag, str] = {
    Tag.ADDUCTION_UNDER_LOAD: "a loaded hip goes, or is held, across the middle of the body",
    Tag.ADDUCTOR_LOAD: "the inner thigh works hard",
    Tag.ACTIVE_ABDUCTION: "a leg is lifted or pressed to the side by its own strength",
    Tag.INTERNAL_ROTATION_LOAD: "a load turns, or is turned by, the thigh inward",
    Tag.HIP_EXTENSION_ER: "the leg goes back, or is straight, while the thigh turns outward",
    Tag.DEEP_HIP_FLEXION: "the loaded hip may bend to about a right angle or beyond",
    Tag.IMPACT: "there is a jump or a landing",
    Tag.KNEELING: "a knee bears weight on the floor or touches it",
    Tag.SHOULDER_LOAD: "a hand or an elbow bears weight, or a bar lies on the shoulders",
    Tag.SIDE_LYING: "the person lies on one side, or starts and rests there",
    Tag.SIDE_HIP_LOAD: "the side of one hip alone holds the body up, off the feet",
    Tag.SINGLE_LEG_STANCE: "one leg alone carries the body, standing",
    Tag.SUPINE: "the person lies on the back",
    Tag.UNEVEN_STANCE: "both legs bear weight, one of them more",
    Tag.WIDE_STRADDLE: "the thighs are opened wide",
    Tag.DEEP_KNEE_FLEXION: "a loaded knee may bend beyond a right angle",
}
"""What each safety tag means."""

FORM_RULES: dict[FormRule, str] = {
    FormRule.KNEE_MEDIAL: "the knee falls inside the foot",
    FormRule.KNEES_NARROW: "the knees never open",
    FormRule.KNEE_FLEXION: "the knee bends too much, too little or unsteadily",
    FormRule.KNEE_OVER_TOES: "the knee runs ahead of the foot while the hip stays high",
    FormRule.PELVIS_OBLIQUITY: "one side of the pelvis sinks or hitches up",
    FormRule.PELVIS_ROLL: "the pelvis turns or rolls with the leg",
    FormRule.TRUNK_LEAN: "the trunk tips or sways",
    FormRule.TRUNK_ROTATION: "the trunk turns instead of the hip",
    FormRule.SPINE_FLEXION: "the back rounds",
    FormRule.LUMBAR_ARCH: "the lower back arches",
    FormRule.HIP_FLEXION: "the hip bends where it should not, or too little",
    FormRule.HEEL_LIFT: "a heel leaves the floor",
    FormRule.FOOT_TURNOUT: "the foot turns away from its line",
    FormRule.BAND_SLACK: "the band goes loose",
    FormRule.BALANCE_LOSS: "the free foot taps down or the standing foot shuffles",
    FormRule.TEMPO: "the repetition is thrown or dropped",
    FormRule.RANGE: "the repetitions shrink",
}
"""What each form rule looks for."""
