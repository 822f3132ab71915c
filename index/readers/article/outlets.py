"""Names of outlets: of those that a title may carry behind a dash or a bar, and of agencies in datelines."""

from __future__ import annotations

import re

_OUTLETS = frozenset(
    " ".join(name.split())
    for name in """
    abc, afp, agence france-presse, al arabiya, al jazeera, al jazeera english, al-monitor, ansa, ap, arab news,
    asharq al-awsat, associated press, axios, bbc, bbc sport, bloomberg, boston globe, breitbart, business
    insider, buzzfeed, cbc, cbs, channel 4, chicago tribune, christian science monitor, cnbc, cnet, cnn,
    corriere della sera, daily beast, daily express, daily mail, daily mirror, daily sabah, daily telegraph, der
    spiegel, deutsche welle, dw, el mundo, el país, euronews, evening standard, financial times, forbes, foreign
    policy, fortune, fox, france 24, france24, globe and mail, guardian, haaretz, huffington post, huffpost,
    hurriyet daily, indian express, irish times, itv, jerusalem post, kyiv independent, kyiv post, la
    repubblica, la times, le figaro, le monde, libya herald, libya observer, libya review, los angeles times,
    mail online, middle east eye, moscow times, msnbc, national review, nbc, new york post, new york times, new
    yorker, newsmax, newsweek, npr, nyt, pbs newshour, politico, press tv, propublica, reuters, rfi, rt, salon,
    slate, south china morning post, spiegel online, sputnik, sydney morning herald, tass, times of india, times
    of israel, toronto star, trt world, upi, usa today, vice, voa, voice of america, vox, wall street journal,
    washington examiner, washington post, washington times, wikinews, wsj, xinhua, yahoo, ynet, zdnet
    """.split(",")  # noqa: SIM905 a list of names reads better in lines
)
"""Only what no headline ends in for another reason."""
_AGENCIES = frozenset(
    " ".join(name.split())
    for name in """
    aa, aap, acn newswire, adnkronos, agência brasil, agencia efe, agerpres, ana, anadolu, angop, ani, anp, antara,
    apa, aps, ats, belga, belta, bernama, bna, bta, business wire, canadian press, cp, ctk, čtk, dpa, efe, europa
    press, fars, globe newswire, globenewswire, hina, ians, inter press service, interfax, interfax-ukraine, ips,
    irna, isna, itar-tass, jiji, kcna, keystone-sda, kuna, kyodo, lana, lusa, mehr, mti, nan, newsfile corp., nna,
    ntb, pa media, pap, petra, pna, pr newswire, press association, press trust of india, prnewswire, pti, qna, ria,
    ria novosti, ritzau, sana, sapa, sda, spa, stt, tanjug, tap, tasnim, telam, télam, thomson reuters foundation,
    ukrinform, unian, wafa, wam, yonhap, интерфакс, риа новости, тасс, укринформ, الأناضول, رويترز, أ ف ب, واس
    """.split(",")  # noqa: SIM905 a list of names reads better in lines
)
"""News agencies that count only where a dateline names them: some are words that a title may end in."""
_DOMAIN = re.compile(r"(?:\.(?:com|org|net|co\.uk|eu|ly|tv|de|fr|it|news))+$")
_KIND = re.compile(r"(?: (?:news|online|tv|world|live|agency|network|politics|business|world news|international))$")


def _core(name: str) -> str:
    """The name without the article before it and the kind of outlet or the domain behind it."""
    plain = " ".join(name.casefold().split()).removeprefix("www.").removeprefix("the ")
    return _KIND.sub("", _DOMAIN.sub("", plain))


def is_outlet(name: str) -> bool:
    """Whether this is the name of a known outlet, with or without “The” or “News”."""
    return len(name) <= 60 and (_core(name) in _OUTLETS or " ".join(name.casefold().split()) in _OUTLETS)


def is_agency(name: str) -> bool:
    """Whether this, in a dateline, is who wrote the report: an agency, or another known outlet."""
    return is_outlet(name) or (len(name) <= 60 and not _AGENCIES.isdisjoint((_core(name), name.casefold())))


def same_outlet(one: str, other: str) -> bool:
    """Whether both name the same outlet."""
    return bool(_core(one)) and _core(one) == _core(other)
