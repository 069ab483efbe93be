"""What the rules of this plugin need in a tender definition."""

from collections.abc import Iterator, Mapping

from inkoop_core.api.definition import TenderDefinition
from inkoop_wmo_begeleiding.offers import GROUP, INDIVIDUAL, TRANSPORT
from inkoop_wmo_begeleiding.products import STEP_DOWN, WITH_TRANSPORT

PARAMETERS = (
    "agb_digits",
    "insurance_micro_event",
    "insurance_micro_year",
    "insurance_other_event",
    "insurance_other_year",
    "kc1_clients",
    "kc2_clients",
    "micro_employees_below",
    "micro_eur_max",
    "ref_max_per_competence",
    "ref_max_total",
    "ref_period_months",
    "ref_window_years",
)
"""Each a whole number of at least 1."""

READINGS: Mapping[str, frozenset[str]] = {
    "N-23": frozenset({"alleen-rechtspersoon", "elke-rechtsvorm"}),
    "N-25": frozenset({"geheel", "gedeeltelijk"}),
    "N-27": frozenset({"geen", "kc2"}),
    "N-35": frozenset({"beide-varianten", "een-variant"}),
    "N-37": frozenset({"toegestaan", "niet-toegestaan"}),
}
"""The readings that the rules tell apart."""


def problems_of(definition: TenderDefinition) -> Iterator[str]:
    """What is missing or wrong, one sentence each, in Dutch."""
    yield from _parameters(definition)
    yield from _categories(definition)
    yield from _couplings(definition)
    yield from _readings(definition)


def _parameters(definition: TenderDefinition) -> Iterator[str]:
    for key in PARAMETERS:
        try:
            value = definition.whole(key)
        except KeyError:
            yield f"parameters.{key} ontbreekt; geef een geheel getal"
        except TypeError as error:
            yield f"parameters.{key}.value: {error}"
        else:
            if value < 1:
                yield f"parameters.{key}.value is {value}; geef een geheel getal van ten minste 1"


def _categories(definition: TenderDefinition) -> Iterator[str]:
    known = {product.category for product in definition.products}
    for category in (INDIVIDUAL, GROUP, TRANSPORT):
        if category not in known:
            yield f"products: geen enkel product heeft category {category!r}"


def _couplings(definition: TenderDefinition) -> Iterator[str]:
    couplings = {coupling.id: coupling for coupling in definition.couplings}
    for name in (STEP_DOWN, WITH_TRANSPORT):
        if name not in couplings:
            yield f"couplings.{name} ontbreekt; een regel van deze plugin heeft die koppeling nodig"
            continue
        for product in (*couplings[name].if_any, *couplings[name].requires):
            if product not in definition.product_by_id:
                yield f"couplings.{name} noemt {product!r}, dat niet in products staat"


def _readings(definition: TenderDefinition) -> Iterator[str]:
    for name, known in READINGS.items():
        note = definition.notes.get(name)
        if note is None:
            yield f"notes.{name} ontbreekt; een regel van deze plugin vraagt naar de gekozen lezing"
            continue
        for reading in note.readings:
            if reading.id not in known:
                yield (
                    f"notes.{name}.readings: {reading.id!r} is onbekend; de regels kennen "
                    f"{', '.join(sorted(known))}"
                )
