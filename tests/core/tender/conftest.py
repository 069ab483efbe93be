"""A small tender file that is sound; a test changes it by text."""

import pytest

SOUND = """
requires = { standard = ">=0.1" }
focus_areas = ["ggz"]

[procedure]
id = "voorbeeld"
title = "Voorbeeld"
reference = "V-1"
client = "gemeente Voorbeeld"
service_centre = ""
regime = "sociaal"
platform = "TenderNed"
closing_at = 2026-06-15T10:00:00
contact_person = "A. Voorbeeld"
source = { document = "inkoopdocument", paragraph = "§5.2" }

[[channels]]
id = "procedure"
address = "TenderNed"
source = { document = "inkoopdocument", paragraph = "§1.2" }

[parameters.clients]
value = 10
unit = "persoon"
source = { document = "inkoopdocument", paragraph = "§3.4" }
notes = ["N-1"]

[terms.validity]
length = 130
unit = "days"
starts = "closing"
source = { document = "inkoopdocument", paragraph = "§5.7" }

[[documents]]
kind = "uea"
title = "UEA"
needed = "always"
source = { document = "inkoopdocument", paragraph = "§3.2" }

[[documents]]
kind = "sg1"
title = "Beschrijving"
needed = "always"
max_pages = 2
source = { document = "inkoopdocument", paragraph = "§4" }

[[requirements]]
id = "INT-02"
stage = "formal"
title = "UEA ingediend"
consequence = "must-reject"
check = "standard.document"
parameters = { document = "uea" }
evidence = ["gva"]
source = { document = "inkoopdocument", paragraph = "§3.2" }

[[requirements]]
id = "AWA-02"
stage = "award"
title = "Een 6"
consequence = "must-reject"
check = "standard.score-minimum"
source = { document = "inkoopdocument", paragraph = "§4" }

[[provisions]]
id = "PRO-16"
title = "Wie te laat is wordt afgewezen"
served_by = "INT-02"
source = { document = "inkoopdocument", paragraph = "§5.2" }

[[evidence]]
id = "gva"
title = "Gedragsverklaring"
for_whom = ["tenderer"]
consequence = "must-reject"
source = { document = "inkoopdocument", paragraph = "§3.3" }

[[products]]
id = "IB3"
title = "Begeleiding 3"
category = "individueel"
source = { document = "inkoopdocument", paragraph = "§2.1.4" }

[[products]]
id = "IB4"
title = "Begeleiding 4"
category = "individueel"
source = { document = "inkoopdocument", paragraph = "§2.1.4" }

[[couplings]]
id = "ib4-ib3"
if_any = ["IB4"]
requires = ["IB3"]
source = { document = "inkoopdocument", paragraph = "§2.1.4" }

[award]
method = "threshold"
total_minimum = 6
source = { document = "inkoopdocument", paragraph = "§4" }

[[award.scale]]
value = 4
label = "Beperkt"
text = "te weinig"
knock_out = true

[[award.scale]]
value = 6
label = "Neutraal"
text = "genoeg"

[[award.criteria]]
id = "SG1"
title = "Kwaliteit"
title_in_letters = "Kwaliteit"
document = "sg1"
maximum = 6
minimum = 6
subjects = ["wat", "hoe"]
source = { document = "inkoopdocument", paragraph = "§4" }

[agreement]
first_day = 2027-01-01
last_day = 2029-12-31
extensions = 3
extension_months = 12
estimate = 1_000
ceiling = 2_000
source = { document = "inkoopdocument", paragraph = "§2.5.3" }

[[tariffs]]
product = "IB3"
unit = "uur"
amount = 5_000
valid_from = 2027-01-01
source = { document = "bijlage C", paragraph = "1" }

[[notes]]
id = "N-1"
where = "§3.4"
finding = "Onduidelijk"
readings = [{ id = "eerste", text = "zo" }, { id = "tweede", text = "anders" }]
default = "eerste"

[[notes]]
id = "N-2"
where = "§4"
finding = "Ook onduidelijk"
"""


@pytest.fixture(scope="session")
def sound() -> str:
    return SOUND
