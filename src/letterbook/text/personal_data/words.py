"""The words beside personal data: what comes before a number or a date, and names of offices in addresses.

In English, French and Spanish, and where there is no doubt in Arabic, Russian and Chinese. Texts are compared with them
folded, so case and accents make no difference.
"""

from __future__ import annotations


def list_words(text: str) -> tuple[str, ...]:
    """Split words, or phrases, at the commas between them."""
    return tuple(" ".join(each.split()) for each in text.split(","))


TELEPHONE = list_words("""
    tel, telephone, phones, telephones, téléphones, teléfonos, telephone number, phone, phone number,
    mobile, mobile number, cell, cellphone, cell phone, cell number, whatsapp, whatsapp number, viber,
    mobile phone, contact number, téléphone, portable, tél, numéro de téléphone, teléfono, celular,
    móvil, número de teléfono, тел, телефон, моб, هاتف, رقم الهاتف, جوال, موبايل, 电话, 手机, 手机号, 联系电话, 電話
""")
"""Before a telephone number."""
PASSPORT = list_words("""
    passport, passport number, passport no, travel document, passeport, pasaporte, загранпаспорт,
    паспорт, паспорта, паспорт серии, جواز سفر, جواز السفر, رقم جواز السفر, رقم الجواز, 护照, 护照号, 护照号码
""")
"""Before the number of a passport."""
IDENTITY = list_words("""
    national id, id number, id no, id card, identity card, identification number, identity number,
    identity document, national identity, national insurance, social security, ssn, nin, bvn, aadhaar,
    driver's licence, driving licence, driver's license, driving license, driver license, driver's
    license number, driver license number, itin, taxpayer id, tin, ghana card, permis de séjour, cin,
    nni, n.i.n, tax id, civil id, personal id, residence permit, voter id, nric, cnic, emirates id,
    iqama, identity no, personal number, carte d'identité, carte nationale d'identité, cni, pièce
    d'identité, numéro d'identité, sécurité sociale, titre de séjour, numéro national, permis de
    conduire, dni, d.n.i, nie, nif, curp, rut, cpf, rg, dui, dpi, cui, c.c, c.i, cédula, cédula de
    ciudadanía, cédula de identidad, documento de identidad, documento nacional de identidad, carné de
    identidad, carnet de identidad, número de identidad, tarjeta de identidad, credencial de elector,
    seguridad social, снилс, инн, иин, удостоверение личности, личный номер, персональный номер,
    идентификационный номер, الرقم القومي, الرقم الوطني, رقم الهوية, بطاقة الهوية, رقم البطاقة, بطاقة
    هوية, هوية رقم, 身份证, 身份证号, 身份证号码, 公民身份号码, 居民身份证
""")
"""Before the number of an identity card, or of a person in a register."""
BIRTH = list_words("""
    born, date of birth, birth date, birthdate, birthday, dob, d.o.b, d. o. b, née, nées, date de
    naissance, f. de nacimiento, ddn, nacido, nacida, nacidos, nacidas, nació, fecha de nacimiento,
    родился, родилась, дата рождения, مواليد, ولد, ولدت, المولود, المولودة, تاريخ الميلاد, تاريخ
    الولادة, 出生于, 生于, 出生日期, 出生年月日
""")
"""Before a date of birth."""
ACCOUNT = list_words("""
    account no, account:, account #, a/c no, a/c number, banking account number, compte:, cuenta:,
    account number, bank account, acct no, account nr, sort code, routing number, clabe, rib, card
    number, credit card, debit card, iban, compte bancaire, compte n, compte no, numéro de compte,
    compte courant, carte bancaire, cuenta bancaria, cuenta corriente, número de cuenta, cuenta n,
    cuenta no, cuenta de ahorros, cbu, cci, расчетный счет, р/с, номер счета, رقم الحساب, حساب بنكي, 账号,
    帐号, 银行账户, 銀行帳號
""")
"""Before the number of an account or card."""
POSITION = list_words("""
    latitude, lat, coordinates, gps, gps coordinates, coordonnées, coordonnées gps, coordenadas,
    latitud, geo
""")
"""Before coordinates."""
OFFICES = list_words("""
    abuse, admin, administration, ambassade, atencion, bureau, cabinet, communication, communications,
    complaints, compliance, consulate, contact, contact-us, contacto, contactus, correo, correspondence,
    derechoshumanos, direction, dpo, droitshumains, embajada, embassy, enquiries, ethics, feedback,
    grievance, grievances, hello, help, helpdesk, hostmaster, hotline, hr, human-rights, humanrights,
    info, info-desk, infodesk, informacion, information, inquiries, investor-relations, investors, ir,
    legal, mail, mailbox, marketing, media, mision, mission, mission-permanente, news, newsletter,
    no-reply, noreply, office, oficina, ombudsman, permanent-mission, postmaster, prensa, presidency,
    press, press-office, presse, privacy, protocol, public-affairs, publications, quejas, reception,
    registro, registry, sales, secretaria, secretariat, secretariat-general, security, service,
    service-presse, speakup, support, sustainability, team, transparencia, webmaster, whistleblower,
    whistleblowing
""")
"""Local parts of e-mail addresses that belong to an office, not a person (RFC 2142, and what missions and companies
use)."""
ACRONYMS = frozenset(
    list_words("""
    bvn, cbu, cci, cin, cni, cnic, cpf, cui, curp, ddn, dni, dob, dpi, dui, itin, n.i.n, nie, nif, nin,
    nni, nric, rg, rib, rut, ssn, tin
""")
)
"""Those of the words above that count only in capitals: others are common words, or names."""
DEPARTMENTS = frozenset(
    list_words("""
    bureau, committee, department, departamento, dept, desk, division, embassy, mission, office,
    oficina, secretariat, service, services, team, unidad, unit
""")
)
"""Words that show in any part of an address that it belongs to an office: legal.department@."""
