import pytest

from inkoop_core.errors import TenderFileError
from inkoop_core.tender.load import load_definition

SOURCE = 'source = { document = "inkoopdocument", paragraph = "§2.5" }'
DOCUMENT = f'[[tender_documents]]\nid = "contract"\nletter = "V"\ntitle = "Contract"\n{SOURCE}\n'
CONTRACT = f'[[signing]]\nid = "overeenkomst"\ntitle = "Overeenkomst"\ndocument = "V"\n{SOURCE}\n'
GUARANTEE = (
    f'[[signing]]\nid = "garantie"\ntitle = "Garantie"\nwhen = "group"\nrequirements = ["INT-02"]\n{SOURCE}\n'
)
RETENDER = f'[retender]\nof = "eerder"\nfact = 1\nproducts = ["IB3"]\n{SOURCE}\n'


def problems(sound: str, *tables: str) -> list[str]:
    try:
        load_definition("\n".join((sound, *tables)))
    except TenderFileError as error:
        return str(error).splitlines()[1:]
    return []


def test_a_sound_signing_set_and_retender_load(sound: str) -> None:
    definition = load_definition("\n".join((sound, DOCUMENT, CONTRACT, GUARANTEE, RETENDER)))
    assert [item.id for item in definition.signing] == ["overeenkomst", "garantie"]
    assert [item.id for item in definition.products_in_scope] == ["IB3"]


@pytest.mark.parametrize(
    ("tables", "line"),
    [
        ((CONTRACT,), "signing.overeenkomst.document: 'V' staat niet in [[tender_documents]]"),
        ((DOCUMENT, CONTRACT, CONTRACT), "signing.overeenkomst: komt 2 keer voor; een id is uniek"),
        (
            (GUARANTEE.replace("INT-02", "INT-99"),),
            "signing.garantie.requirements: 'INT-99' staat niet in [[requirements]]",
        ),
        (
            (GUARANTEE.replace('requirements = ["INT-02"]', 'evidence = ["avg"]'),),
            "signing.garantie.evidence: 'avg' staat niet in [[evidence]]",
        ),
        (
            (GUARANTEE.replace(SOURCE, f'notes = ["N-9"]\n{SOURCE}'),),
            "signing.garantie.notes: 'N-9' staat niet in de tabel [[notes]]",
        ),
        (
            (GUARANTEE.replace('requirements = ["INT-02"]\n', ""),),
            "signing.garantie: noem het stuk (document), of de eis (requirements) of het bewijsmiddel (evidence) "
            "waaruit blijkt dat het er is",
        ),
        (
            (DOCUMENT, GUARANTEE.replace("when", 'document = "V"\nwhen')),
            "signing.garantie: een aanbestedingsdocument of iets van de opdrachtnemer, niet beide",
        ),
        ((RETENDER.replace("IB3", "IB9"),), "retender.products: 'IB9' staat niet in [[products]]"),
        ((RETENDER.replace('"IB3"', ""),), "retender.products: is leeg; noem ten minste één product"),
    ],
)
def test_what_does_not_fit_is_told_with_its_path(sound: str, tables: tuple[str, ...], line: str) -> None:
    assert [found.strip(" -") for found in problems(sound, *tables)] == [line]
