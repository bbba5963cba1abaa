"""Write the PDFs of the example letters into data/attachments/, and their sums into the files that declare them."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

from pdf import pdf

DATA = Path(__file__).resolve().parents[1] / "data"
LETTERS = DATA / "letters"
RESPONSES = DATA / "responses"
NOTE = {"en": "Fictional example of this Letterbook", "fr": "Exemple fictif de ce Letterbook"}

_HOSPITAL = """District hospital, July to October 2024: persons treated after contact with the product

July: 9 persons, 2 of them younger than 18

August: 21 persons, 5 of them younger than 18

September: 24 persons, 6 of them younger than 18

October: 7 persons, 1 of them younger than 18

This attachment has no public copy: it stays in the record, and no page of the site leads to it."""

_MILLS = """Spinning mills from which yarn was bought in 2023

Canal mill (Tarnwell Mills), Belvenor: 702 tons

Three Arches Spinning, Hesperane: 5,140 tons

Lower Quay Yarns, Quorrin: 4,875 tons

This list replaces the one of January 2023."""

_DISTANCES = """Distances by road to Ferrywick New Town, in kilometres

Weir End: 17

Sallow Bank: 19

Three Alders: 21

Lantern Hill: 22

Upper Ferrywick: 23

Cobble Ford: 26

From the New Town to the district capital: 41. From Upper Ferrywick it was 61."""

_FURTHER = """**Livelihoods.** The survey of 2021 was made in the year of a drought. We propose that it be repeated by \
an institute on which both sides agree.

**Grievances.** The office has been moved to the New Town as of 1 May 2023, and is open on five days. An appeal to a \
person outside of the company will be part of the review.

**Police.** We have asked the Ministry for its consent to publish the agreement, and await its answer. The claim \
against five residents has been suspended."""

_LUMISAR = """Ref.: PM-LSR/HR/2019/118

The Permanent Mission of Lumisar to the United Nations Office at Geneva presents its compliments to the mandate \
holders and, with reference to communication AL XLS 3/2019 of 21 May 2019, has the honour to transmit the reply of the \
Government and the schedule of fees that is in force.

The Permanent Mission of Lumisar avails itself of this opportunity to renew to the mandate holders the assurances of \
its highest consideration.

Geneva, 30 July 2019\f
Reply of the Government of Lumisar

1. The fee for the registration of a trade union is set by the Labour Registry Order of 2016. It covers the cost of \
publishing the statutes in the gazette, and is the same for unions and for associations of employers.

2. Between 2016 and 2018 the Registry received 214 applications and refused none of them for non-payment. Sixteen \
unions with fewer than fifty members asked for a reduction, which the Order does not provide for.

3. Nineteen unions were removed from the register in 2018 because they had not paid the annual fee for two years. \
Among them were the union of stevedores at Port Ambrel and two unions of domestic workers. Each was given ninety \
days' notice.

4. The Government accepts that removal from the register is a grave consequence for an unpaid fee. The Ministry of \
Labour will propose that unpaid fees be recovered as any other debt is, and that the register be left as it stands.

5. Pending that amendment, the Registrar has been instructed to remove no union for non-payment. The union of \
stevedores and the two unions of domestic workers were re-entered in the register on 1 July 2019.

6. Musicians and theatre workers pay the fee for associations of artists, which is lower. It is not correct that they \
have to pay both.

7. The Government has no information about the cases of reprisals to which the letter refers, and would be grateful \
for further details.\f
Annex: schedule of fees

Registration of a union with fewer than fifty members: 400 lumins

Registration of any other union: 1,150 lumins

Annual fee: 1 lumin for each member, but not less than 60 lumins

Amendment of the statutes: 75 lumins

Certified copy of an entry: 12 lumins

From 1 January 2020 no fee is payable by unions of domestic workers, of fishers or of seasonal harvesters."""

# Letter or response, name and title of its PDF, and the text of the PDF if it is not that of the file.
EXAMPLES = (
    (RESPONSES / "al-xls-3-2019/2019-07-30-lumisar.md", "note-verbale.pdf", "Note verbale", _LUMISAR),
    (LETTERS / "2023/ol-xil-1-2023.md", "ol-xil-1-2023.pdf", "OL XIL 1/2023", None),
    (LETTERS / "2025/al-oth-918-2024.md", "letter-as-sent.pdf", "AL OTH 918/2024", None),
    (LETTERS / "2025/al-oth-988-2025.md", "letter-as-sent.pdf", "AL OTH 988/2025", None),
    (LETTERS / "2025/al-oth-988-2025.md", "hospital-records.pdf", "Records of a hospital", _HOSPITAL),
    (LETTERS / "2023/al-oth-977-2023.md", "distances.pdf", "Distances", _DISTANCES),
    (RESPONSES / "al-oth-918-2024/2025-04-03-uplands-and-lakes-bank.md", "bank-reply.pdf", "Reply of a bank", None),
    (
        RESPONSES / "al-oth-915-2024/2024-03-28-brackenfold-apparel.md",
        "brackenfold-reply.pdf",
        "Reply of a maker of garments",
        None,
    ),
    (RESPONSES / "al-oth-915-2024/2024-03-28-brackenfold-apparel-2.md", "list-of-mills.pdf", "List of mills", _MILLS),
    (
        RESPONSES / "al-oth-977-2023/2023-05-12-heronfield-resources.md",
        "heronfield-reply.pdf",
        "Reply of a mining company",
        None,
    ),
)


def main() -> None:
    """Write every PDF of `EXAMPLES`. Exits if a file does not declare its PDF exactly once."""
    for source, name, title, text in EXAMPLES:
        declaring = source.read_text(encoding="utf-8")
        _, front_matter, body = declaring.split("---\n", 2)
        slug = source.parent.name if source.is_relative_to(RESPONSES) else source.stem
        language = "fr" if "\nlanguage: fr\n" in front_matter else "en"
        content = pdf(text or _plain(body), title=title, language=language, note=NOTE[language])
        path = DATA / "attachments" / slug / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        sum_ = hashlib.sha256(content).hexdigest()
        declared = re.compile(rf'(- file: {re.escape(name)}\n(?: {{4}}.*\n)*? {{4}}sha256: )"?[0-9a-f]{{64}}"?')
        updated, count = declared.subn(rf"\g<1>{sum_}", declaring)
        if count != 1:
            sys.exit(f"{source} declares {name} {count} times")
        source.write_text(updated, encoding="utf-8")
        print(f"{path.relative_to(DATA)}: {len(content):,} bytes")


def _plain(text: str) -> str:
    """Return the words of a Markdown text, one paragraph a line, with the part that an extract leaves out."""
    text = text.replace("[…]", _FURTHER)
    text = re.sub(r"\[([^\]^]+)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^\[\^(\d+)\]:", r"(\1)", text, flags=re.MULTILINE)
    text = re.sub(r"\[\^(\d+)\]", r" (\1)", text)
    return re.sub(r"\*\*|^#+ | +$", "", text, flags=re.MULTILINE)


if __name__ == "__main__":
    main()
