"""An example of every kind of page on the site of the shipped record."""

from __future__ import annotations

KINDS = {
    "home": "",
    "communications": "communications/",
    "year": "years/2024/",
    "letter": "communications/al-xbv-2-2024/",
    "letter to a company, text held elsewhere": "communications/al-oth-167-2021/",
    "letter of forty pages": "communications/al-oth-977-2023/",
    "letter whose annex has no heading": "communications/al-oth-963-2022/",
    "letter with corrections": "communications/al-xtv-4-2023/",
    "letter with redactions": "communications/ua-xbv-5-2024/",
    "letter in French, translated": "communications/ol-xil-1-2023/",
    "letter in Spanish": "communications/al-xsv-7-2021/",
    "letter in extract": "communications/al-oth-910-2021/",
    "texts before and after corrections": "communications/al-xtv-4-2023/changes/",
    "withdrawn letter": "communications/al-oth-952-2020/",
    "response in extract": "communications/al-oth-977-2023/heronfield-resources-2023-05-12/",
    "response in Arabic": "communications/ua-xtv-9-2021/tessavar-2022-01-27/",
    "response in Chinese": "communications/al-xls-6-2022/lumisar-2022-08-10/",
    "recipients": "recipients/",
    "recipient": "recipients/belvenor/",
    "mandates": "mandates/",
    "mandate": "mandates/business/",
    "instruments": "instruments/",
    "instrument": "instruments/iccpr/",
    "provision": "instruments/ungp/19/",
    "documents": "documents/",
    "document": "documents/a-hrc-res-17-4/",
    "statistics": "statistics/",
    "letters behind statistics": "statistics/2024-examples/",
    "search": "search/",
    "groups": "groups/",
    "group": "groups/marrow-gorge-dam/",
    "letters compared": "groups/tarnwell-supply-chain/al-oth-915-2024/",
    "reports": "reports/",
    "report": "reports/2024-05/",
    "about": "about/",
    "words": "words/",
    "about this site": "this-site/",
    "contact": "contact/",
    "for editors": "editors/",
    "own record": "your-own-record/",
    "where the record may live": "where-the-record-may-live/",
    "published by mistake": "published-by-mistake/",
    "fields": "reference/fields/",
    "rules": "reference/rules/",
    "rule": "reference/rules/unknown-field/",
    "redirect": "communications/oth-167-2021/",
    "not found": "404.html",
}

STOP_TRANSITIONS = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, *::before { transition: none !important }");
  document.adoptedStyleSheets.push(sheet);
}"""
"""Stops what moves on a page, in a way that the page's content security policy allows."""
