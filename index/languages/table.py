"""The languages of ISO 639-1: code, the code of three letters (and the bibliographic one), then what it is called.

The first name is the one that is shown; the others are understood.
"""

from __future__ import annotations

LISTED = """
aa aar Afar
ab abk Abkhazian|Abkhaz
ae ave Avestan
af afr Afrikaans
ak aka Akan
am amh Amharic
an arg Aragonese
ar ara,arb Arabic|العربية
as asm Assamese
av ava Avaric
ay aym Aymara
az aze,azj Azerbaijani|Azeri
ba bak Bashkir
be bel Belarusian|Byelorussian
bg bul Bulgarian|български
bi bis Bislama
bm bam Bambara
bn ben Bengali|Bangla|বাংলা
bo bod,tib Tibetan
br bre Breton
bs bos Bosnian|bosanski
ca cat Catalan|Valencian|català
ce che Chechen
ch cha Chamorro
co cos Corsican
cr cre Cree
cs ces,cze Czech|čeština|česky
cu chu Church Slavonic
cv chv Chuvash
cy cym,wel Welsh|Cymraeg
da dan Danish|dansk
de deu,ger German|Deutsch
dv div Divehi|Dhivehi|Maldivian
dz dzo Dzongkha
ee ewe Ewe
el ell,gre Greek|Modern Greek|ελληνικά
en eng English
eo epo Esperanto
es spa Spanish|Castilian|español|castellano
et est,ekk Estonian|eesti
eu eus,baq Basque|euskara
fa fas,per,pes Persian|Farsi|فارسی
ff ful Fulah|Fula
fi fin Finnish|suomi
fj fij Fijian
fo fao Faroese
fr fra,fre French|français
fy fry Western Frisian|Frisian
ga gle Irish|Gaeilge
gd gla Scottish Gaelic|Gaelic
gl glg Galician|galego
gn grn Guarani
gu guj Gujarati
gv glv Manx
ha hau Hausa
he heb Hebrew|עברית
hi hin Hindi|हिन्दी
ho hmo Hiri Motu
hr hrv Croatian|hrvatski
ht hat Haitian Creole|Haitian
hu hun Hungarian|magyar
hy hye,arm Armenian
hz her Herero
ia ina Interlingua
id ind Indonesian|Bahasa Indonesia
ie ile Interlingue
ig ibo Igbo
ii iii Sichuan Yi
ik ipk Inupiaq
io ido Ido
is isl,ice Icelandic|íslenska
it ita Italian|italiano
iu iku Inuktitut
ja jpn Japanese|日本語
jv jav Javanese
ka kat,geo Georgian
kg kon Kongo
ki kik Kikuyu
kj kua Kuanyama
kk kaz Kazakh
kl kal Greenlandic|Kalaallisut
km khm Khmer|Central Khmer
kn kan Kannada
ko kor Korean|한국어
kr kau Kanuri
ks kas Kashmiri
ku kur Kurdish
kv kom Komi
kw cor Cornish
ky kir Kyrgyz|Kirghiz
la lat Latin
lb ltz Luxembourgish
lg lug Ganda|Luganda
li lim Limburgish
ln lin Lingala
lo lao Lao
lt lit Lithuanian|lietuvių
lu lub Luba-Katanga
lv lav,lvs Latvian|latviešu
mg mlg Malagasy
mh mah Marshallese
mi mri,mao Maori|Māori
mk mkd,mac Macedonian|македонски
ml mal Malayalam
mn mon Mongolian
mr mar Marathi
ms msa,may,zsm Malay|Bahasa Melayu
mt mlt Maltese
my mya,bur Burmese
na nau Nauru
nb nob Norwegian Bokmål|Bokmål|norsk bokmål
nd nde North Ndebele
ne nep Nepali
ng ndo Ndonga
nl nld,dut Dutch|Flemish|Nederlands
nn nno Norwegian Nynorsk|Nynorsk|norsk nynorsk
no nor Norwegian|norsk
nr nbl South Ndebele
nv nav Navajo
ny nya Chichewa|Nyanja
oc oci Occitan
oj oji Ojibwa
om orm Oromo
or ori,ory Odia|Oriya
os oss Ossetian
pa pan Punjabi|Panjabi
pi pli Pali
pl pol Polish|polski
ps pus Pashto
pt por Portuguese|português
qu que Quechua
rm roh Romansh
rn run Rundi|Kirundi
ro ron,rum Romanian|Moldovan|română
ru rus Russian|русский
rw kin Kinyarwanda
sa san Sanskrit
sc srd Sardinian
sd snd Sindhi
se sme Northern Sami
sg sag Sango
sh hbs Serbo-Croatian
si sin Sinhala|Sinhalese
sk slk,slo Slovak|slovenčina
sl slv Slovenian|Slovene|slovenščina
sm smo Samoan
sn sna Shona
so som Somali
sq sqi,alb,als Albanian|shqip
sr srp Serbian|српски|srpski
ss ssw Swati
st sot Sotho|Southern Sotho
su sun Sundanese
sv swe Swedish|svenska
sw swa,swh Swahili|Kiswahili
ta tam Tamil
te tel Telugu
tg tgk Tajik
th tha Thai|ไทย
ti tir Tigrinya
tk tuk Turkmen
tl tgl,fil Tagalog|Filipino
tn tsn Tswana
to ton Tongan|Tonga
tr tur Turkish|Türkçe
ts tso Tsonga
tt tat Tatar
tw twi Twi
ty tah Tahitian
ug uig Uyghur|Uighur
uk ukr Ukrainian|українська
ur urd Urdu|اردو
uz uzb,uzn Uzbek
ve ven Venda
vi vie Vietnamese|Tiếng Việt
vo vol Volapük
wa wln Walloon
wo wol Wolof
xh xho Xhosa
yi yid Yiddish
yo yor Yoruba
za zha Zhuang
zh zho,chi,cmn Chinese|Mandarin|中文
zu zul Zulu
"""

OLD = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro"}
"""Codes that ISO 639 has withdrawn → those in their place."""
