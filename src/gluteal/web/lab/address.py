"""What the address of a lab page says: the settings, the side, and what they are compared with; and back again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from gluteal.body.person import Person
from gluteal.catalogue.load import Catalogue
from gluteal.errors import BadValue, GlutealError, UnknownName
from gluteal.lab.settings import Setting, settings_of
from gluteal.web.lab import own_body

SIDES = ("right", "left")
_FROM = "from"  # the choice compared with; its settings are “from.hip-flexion” and so on
_OWN = frozenset({"side", _FROM, "show", "still", "night", "exercise", "ranges"})
_LONGEST = 60  # characters of a value worth reading back to its reader

Value = float | str


@dataclass(frozen=True, slots=True)
class Variation:
    """One choice with all its settings."""

    slug: str
    known: dict[str, Setting]
    values: dict[str, Value]
    side: str = "right"
    person: Person = field(default_factory=Person)

    @property
    def changed(self) -> dict[str, Value]:
        """The settings that differ from the choice's own."""
        return {name: value for name, value in self.values.items() if value != self.known[name].default}

    def query(self, prefix: str = "") -> dict[str, str]:
        """Return what an address says about the settings: those that differ, and the left side."""
        said = {prefix + name: _written(value) for name, value in self.changed.items()}
        return said if self.side == SIDES[0] or prefix else {**said, "side": self.side}

    @property
    def address(self) -> str:
        """The settings as the end of an address."""
        return urlencode(self.query())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a lab page is asked for: a variation, what to compare it with, and what in the address made no sense."""

    one: Variation
    other: Variation
    compares: bool  # the address names the other; else it is the choice as it stands
    usual: Person  # whose body it is where the address says nothing
    faults: tuple[str, ...] = field(default=())

    def query(self) -> str:
        """Return the address's settings, for the pictures and for sharing."""
        said = self.one.query() | self.body
        if self.compares:
            said |= {_FROM: self.other.slug, **self.other.query(f"{_FROM}.")}
        return urlencode(said)

    @property
    def body(self) -> dict[str, str]:
        """What the address says of the body: what differs from the usual one."""
        return own_body.query(self.one.person, self.usual)

    @property
    def alone(self) -> str:
        """The address's settings without what it is compared with."""
        return urlencode(self.one.query() | self.body)

    def to_compare(self) -> str:
        """Return the settings of a page that starts from this variation and compares with it."""
        return urlencode(
            {**self.one.query(), **self.body, _FROM: self.one.slug, **self.one.query(f"{_FROM}.")}
        )


def asked(catalogue: Catalogue, slug: str, address: QueryDict, usual: Person | None = None) -> Asked:
    """Read an address. What makes no sense is told in `faults` and taken as the choice's own.

    Args:
        catalogue: Of exercises.
        slug: The choice.
        address: What stands behind the question mark.
        usual: Whose body it is unless the address says otherwise; the model's own where none is given.

    Raises:
        UnknownName: If the choice itself does not exist.

    """
    given = {name: str(value) for name, value in address.dict().items()}
    faults: list[str] = []
    side = given.get("side", SIDES[0])
    if side not in SIDES:
        faults.append(_("The side is right or left; “%(side)s” is neither.") % {"side": side[:_LONGEST]})
        side = SIDES[0]
    own = {name: value for name, value in given.items() if "." not in name and name not in _OWN}
    usual = usual or Person()
    person = own_body.read(given, usual, faults)
    one = _variation(catalogue, slug, own, side, person, faults)
    compares, start = _FROM in given, slug
    if compares and given[_FROM] not in catalogue.choices:
        faults.append(str(UnknownName("exercise", given[_FROM][:_LONGEST], catalogue.choices)))
        compares = False
    elif compares:
        start = given[_FROM]
    theirs = {
        name.removeprefix(f"{_FROM}."): value
        for name, value in given.items()
        if compares and name.startswith(f"{_FROM}.")
    }
    other = _variation(catalogue, start, theirs, side, person, faults)
    return Asked(one, other, compares, usual, tuple(faults))


def _variation(
    catalogue: Catalogue,
    slug: str,
    given: Mapping[str, str],
    side: str,
    person: Person,
    faults: list[str],
) -> Variation:
    choice = catalogue.choice(slug)
    known = settings_of(choice, catalogue.exercise(slug))
    values: dict[str, Value] = {name: setting.default for name, setting in known.items()}
    for name, text in given.items():
        try:
            if name not in known:
                raise UnknownName(f"setting of {choice.name}", name[:_LONGEST], known)
            values[name] = _checked(known[name], text)
        except GlutealError as error:
            faults.append(str(error))
    return Variation(slug, known, values, side, person)


def _checked(setting: Setting, text: str) -> Value:
    if len(text) > _LONGEST:
        raise BadValue(_("What is given for %(label)s is too long.") % {"label": setting.label})
    return setting.checked(text)


def _written(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:g}"
