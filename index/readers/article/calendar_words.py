"""Names of months and weekdays in the languages that much news is in: those of the Unicode CLDR, and other common ones.

Words are compared folded: in small letters, without marks on them, directional signs and full stops. A word that names
two months in two languages names both here, so that a date with it is not taken for one of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

_MONTHS = (
    "january jan janvier janv januar janner enero ene gennaio gen janeiro ocak oca januari stycznia styczen sty "
    "января январь янв січня січень січ يناير كانون_الثاني جانفي",
    "february feb fevrier fevr februar febrero febbraio fevereiro fev subat sub februari lutego luty lut "
    "февраля февраль февр фев лютого лютии лют فبراير شباط فيفري",
    "march mar mars marz maerz marzo marco mart maart mrt marca marzec марта март мар березня березень бер مارس اذار",
    "april apr avril avr abril abr aprile nisan nis kwietnia kwiecien kwi апреля апрель апр квітня квітень квіт "
    "ابريل نيسان افريل",
    "may mai mayo maggio mag maio mayis mei maja maj мая маи травня травень трав مايو ايار ماي",
    "june jun juin juni junio giugno giu junho haziran haz czerwca czerwiec cze июня июнь июн червня червень черв "
    "يونيو حزيران جوان يونيه",
    "july jul juillet juil juli julio luglio lug julho temmuz tem lipca lipiec lip июля июль июл липня липень лип "
    "يوليو تموز جويلية يوليوز يوليه",
    "august aug aout agosto ago agustos agu augustus sierpnia sierpien sie августа август авг серпня серпень серп "
    "اغسطس اب اوت غشت",
    "september sept sep septembre septiembre settembre set setembro eylul eyl wrzesnia wrzesien wrz сентября сентябрь "
    "сент сен вересня вересень вер سبتمبر ايلول شتنبر",
    "october oct octobre oktober okt octubre ottobre ott outubro out ekim eki pazdziernika pazdziernik paz октября "
    "октябрь окт жовтня жовтень жовт اكتوبر تشرين_الاول",
    "november nov novembre noviembre novembro kasim kas listopada listopad lis ноября ноябрь нояб ноя листопада "
    "листопад лист نوفمبر تشرين_الثاني نونبر",
    "december dec decembre dezember dez diciembre dic dicembre dezembro aralik ara grudnia grudzien gru декабря "
    "декабрь дек грудня грудень груд ديسمبر كانون_الاول دجنبر",
)
_OTHERWISE = {"listopada": 10, "listopad": 10, "lis": 10, "lip": 6}
"""What Croatian calls so, one month before Polish and Czech."""
_WEEKDAYS = (
    "monday mon lundi lun montag mo lunes lunedi segunda-feira seg pazartesi pzt maandag ma poniedziałek pon "
    "понедельник пн понеділок الاثنين 月曜日 月曜 月 星期一 周一 월요일",
    "tuesday tues tue mardi mar dienstag di martes martedi terca-feira ter sali sal dinsdag wtorek wt вторник вт "
    "вівторок الثلاثاء 火曜日 火曜 火 星期二 周二 화요일",
    "wednesday weds wed mercredi mer mittwoch mi miercoles mie mercoledi quarta-feira qua carsamba car woensdag wo "
    "sroda sr среда ср середа الاربعاء 水曜日 水曜 水 星期三 周三 수요일",
    "thursday thurs thur thu jeudi jeu donnerstag do jueves jue giovedi gio quinta-feira qui persembe per donderdag "
    "czwartek czw четверг чт четвер الخميس 木曜日 木曜 木 星期四 周四 목요일",
    "friday fri vendredi ven freitag fr viernes vie venerdi sexta-feira sex cuma cum vrijdag vr piatek pt пятница пт "
    "пʼятниця п'ятниця الجمعة 金曜日 金曜 金 星期五 周五 금요일",
    "saturday sat samedi sam samstag sonnabend sa so sabado sab sabato cumartesi cmt zaterdag za sobota sob суббота сб "
    "субота السبت 土曜日 土曜 土 星期六 周六 토요일",
    "sunday sun dimanche dim sonntag so domingo dom domenica pazar paz zondag zo niedziela niedz воскресенье вс неділя "
    "нд الاحد 日曜日 日曜 日 星期日 星期天 周日 일요일",
)
"""From Monday on; `so` is a Sunday in German and a Saturday in Czech."""
_TWO_WORDS = re.compile("(?<=كانون|تشرين) (?=الاول|الثاني)")
"""The months of the Levant that are two words are taken for one."""
_UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))


def folded(words: str) -> str:
    """The words in small letters, without marks, on one line; digits of every script stay what they are."""
    if words.isascii():
        return " ".join(words.lower().split())
    apart = unicodedata.normalize("NFKD", words.translate(_UNSEEN)).casefold().replace("ı", "i")
    plain = " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())
    return _TWO_WORDS.sub("_", plain) if "ن" in plain else plain


@cache
def months() -> Mapping[str, tuple[int, ...]]:
    """Folded word → the months, from 1, that it names."""
    found = _table(_MONTHS, first=1)
    for word, month in _OTHERWISE.items():
        found[word] = (month, *found[word])
    return found


@cache
def weekdays() -> Mapping[str, tuple[int, ...]]:
    """Folded word → the weekdays that it names, Monday being 0."""
    return _table(_WEEKDAYS, first=0)


def _table(listed: tuple[str, ...], first: int) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, words in enumerate(listed, start=first):
        for word in words.split():
            key = folded(word)
            found[key] = (*found.get(key, ()), number)
    return found
