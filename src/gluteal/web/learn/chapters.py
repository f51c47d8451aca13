"""The chapters: which claims each one gathers, in a lead of our own, and which exercises belong to it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter. `sections` are those of the seed article whose claims it weighs, `claims` further ones by id."""

    slug: str
    title: Text
    lead: tuple[Text, ...]
    sections: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()


CHAPTERS = (
    Chapter(
        "abduction",
        gettext_lazy("Hip abduction"),
        (
            gettext_lazy(
                "Moving the leg out to the side, and keeping the pelvis level while you stand on one leg, are "
                "the same work seen from two ends: the muscles at the side of the hip pull leg and pelvis "
                "together."
            ),
            gettext_lazy(
                "That is why a plan holds both kinds: the free leg that moves, and the standing leg that holds."
            ),
        ),
        ("1 Hip abduction",),
        ("S1", "S4"),
        ("side-lying-abduction", "standing-abduction", "lateral-band-walk"),
    ),
    Chapter(
        "rotation",
        gettext_lazy("Turning the leg outward"),
        (
            gettext_lazy(
                "Outward rotation is often put down to the glutes alone. How far the hip is bent decides which "
                "muscle can do it, and some parts of them change sides on the way."
            ),
        ),
        ("2 External rotation",),
        (),
        ("clamshell", "standing-external-rotation", "quadruped-fire-hydrant"),
    ),
    Chapter(
        "medius",
        gettext_lazy("Gluteus medius"),
        (
            gettext_lazy(
                "A fan from the crest of the pelvis to the outside of the thigh bone, in three parts that do "
                "not always work alike. It keeps the pelvis level with every step."
            ),
        ),
        ("3 Gluteus medius",),
        ("anatomy-gluteus-medius",),
        ("side-lying-abduction", "hip-hike", "single-leg-squat"),
    ),
    Chapter(
        "minimus",
        gettext_lazy("Gluteus minimus"),
        (
            gettext_lazy(
                "It lies beneath the medius and nobody can feel it by itself. What is known of it comes from "
                "thin wires in the muscle, in few people; so its share in an exercise is given as a range, and "
                "sometimes as unknown."
            ),
        ),
        ("4 Gluteus minimus",),
        (),
        ("hip-hike", "side-lying-abduction", "side-plank-abduction"),
    ),
    Chapter(
        "stability",
        gettext_lazy("Steady and strong"),
        (
            gettext_lazy(
                "Strength and steadiness are not the same skill, and one does not bring the other by itself. "
                "Both can be trained, each by its own means."
            ),
        ),
        ("5 Stability and strength",),
        (),
        ("single-leg-stance", "step-up", "lateral-step-down"),
    ),
    Chapter(
        "knees-and-hips",
        gettext_lazy("Knees, hips and injuries"),
        (
            gettext_lazy(
                "Strong hips are often promised as a shield for the knees. Training the hip does help people "
                "who hurt; that it keeps anybody from getting hurt is another claim, and a much weaker one."
            ),
        ),
        ("6 Injury prevention",),
        ("D12", "D6"),
    ),
    Chapter(
        "form",
        gettext_lazy("Good form"),
        (
            gettext_lazy(
                "Form matters because it decides which muscle does the work and whether today can be compared "
                "with last week, and not because every deviation harms."
            ),
        ),
        ("7 Proper form",),
    ),
    Chapter(
        "overload",
        gettext_lazy("Doing a little more"),
        (
            gettext_lazy(
                "A muscle grows when it is asked for more than it is used to. How much more, and when, is what "
                "Gluteal reckons from your own diary, one side at a time."
            ),
        ),
        ("8 Progressive overload",),
        ("A3", "A25", "A27"),
    ),
    Chapter(
        "activation",
        gettext_lazy("Activation"),
        (
            gettext_lazy(
                "A few light sets before the main work can help you to feel the muscle. That it would be asleep "
                "without them, or grow more because of them, is not shown."
            ),
        ),
        ("9 Activation exercises",),
        ("B2", "B3"),
        ("glute-bridge", "clamshell", "lateral-band-walk"),
    ),
    Chapter(
        "tips",
        gettext_lazy("Tips, weighed"),
        (gettext_lazy("Advice that goes round, and what is behind it."),),
        (*(f"Tip {number}" for number in range(1, 9)), "Introduction", "Conclusion"),
    ),
    Chapter(
        "questions",
        gettext_lazy("Questions that people ask"),
        (gettext_lazy("Short answers, each as sure as its grade says and no surer."),),
        tuple(f"FAQ {number}" for number in range(1, 7)),
    ),
    Chapter(
        "eating-drinking-sleep",
        gettext_lazy("Eating, drinking, sleep"),
        (
            gettext_lazy(
                "Three things beside the training that are worth a rule, and no more than that: enough protein, "
                "something to drink, and nights long enough."
            ),
        ),
        (),
        ("E1", "E2", "E3"),
    ),
    Chapter(
        "keeping-at-it",
        gettext_lazy("Keeping at it"),
        (
            gettext_lazy(
                "A missed session is not a broken chain. What helps is a goal of your own, a fixed time and "
                "place, and a look now and then at whether the plan still fits."
            ),
        ),
        (),
        ("E6", "E7", "E8", "missed-session", "A30"),
    ),
)
"""All chapters that weigh claims, in the order in which they are read."""

PROFESSIONAL = "professional"
"""The address of the chapter on when to see a professional, which is made from the safety questions."""
