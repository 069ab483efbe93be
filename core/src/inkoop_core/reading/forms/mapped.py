"""What the map of a form names: controls, options, products and grounds."""

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.forms import Form
from inkoop_core.reading.forms.finding import label_key


def used_names(form: Form, definition: TenderDefinition) -> set[str]:
    """The names of controls that a map uses, without capitals."""
    fields = [field for record in form.records for field in record.fields]
    patterns = [name for field in fields for name in field.names]
    patterns += [name for field in fields for option in field.options for name in option.names]
    patterns += [name for field in fields for part in field.parts for name in part.names]
    patterns += [name for record in form.records if record.party for name in record.party.names]
    options = {option.id for field in fields for option in field.options} | {
        *definition.focus_areas,
        *definition.product_by_id,
        *definition.ground_by_code,
        "ja",
        "nee",
    }
    variants = {variant for product in definition.products for variant in product.variants}
    names: set[str] = set()
    for pattern in patterns:
        for number in range(1, 21) if "{n}" in pattern else (1,):
            for option in options if "{option}" in pattern else ("",):
                for variant in variants if "{variant}" in pattern else ("",):
                    filled = pattern.replace("{n}", str(number)).replace("{option}", option)
                    names.add(filled.replace("{variant}", variant).casefold())
    return names


def option_keys(form: Form, definition: TenderDefinition) -> set[str]:
    """Every text that stands for an option, a ground, a product or a variant, as `label_key` gives it."""
    keys = {
        label_key(label)
        for record in form.records
        for field in record.fields
        for option in field.options
        for label in (option.id, *option.labels)
    }
    for ground in definition.exclusion_grounds:
        keys |= {label_key(text) for text in (ground.code, ground.title, *ground.aliases)}
    for product in definition.products:
        both = f"{product.id} {product.title}"
        keys |= {label_key(text) for text in (product.id, product.title, both, *product.variants)}
    return keys | {label_key(area) for area in definition.focus_areas}
