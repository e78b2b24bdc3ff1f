"""What kinds of body and of people newsrooms quote, and the words that tell each kind.

Two sources of no common kind are two sources, though no dictionary knows either; a police chief is
police. Words that fit any body, such as spokesman or head, tell no kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

# Per kind: Ukrainian, Russian and English words; a `*` stands for the rest of a word.
_KINDS: Mapping[str, tuple[str, str, str]] = {
    "police": (
        "поліц* патрульн* правоохорон* кіберполіц* детектив* оперативник* дільничн* копи",
        "полици* патрульн* правоохранител* правоохранительн* киберполици* детектив* оперативник*",
        "police policeman policemen policewoman officers detective* patrol "
        "law-enforcement sheriff*",
    ),
    "prosecutors": (
        "прокур* генпрокур* обвинувачен*", "прокур* генпрокур* обвинени*", "prosecut*",
    ),
    "investigators": (
        "слідств* слідч* дізнавач* розслідуван* дбр набу бюро",
        "следств* следоват* следственн* дознавател* расследовани* гбр набу бюро",
        "investigat* detectives sbi nabu bureau",
    ),
    "security service": (
        "сбу контррозвідк* спецслужб* розвід* гур",
        "сбу контрразведк* спецслужб* разведк* гур фсб",
        "sbu intelligence counterintelligence",
    ),
    "court": (
        "суд суду судом суді суди судді суддя суддю суддею судді трибунал*",
        "суд суда судом суде судья судьи судью судьей судей трибунал*",
        "court courts judge judges tribunal*",
    ),
    "lawyers": (
        "адвокат* юрист* захисник* правозахисн* нотаріус*",
        "адвокат* юрист* защитник* правозащитн* нотариус*",
        "lawyer* attorney* counsel solicitor* barrister* notary",
    ),
    "ministry": (
        "міністерств* міністр* міноборон* мінфін* мінекон* мінюст* мін’юст* "
        "мінцифр* міненерг* мінсоц* "
        "мінагро* мінінфра* міносвіт* мінкульт* мінрегіон* міндовк* моз мвс мзс відомств*",
        "министерств* министр* минздрав* минфин* минэкон* минюст* минцифр* минэнерг* минсоц* "
        "минагро* минобр* минкульт* минтранс* минобороны мвд мид ведомств*",
        "ministry ministries minister*",
    ),
    "government": (
        "уряд* кабмін* кабінет* прем’єр* віцепрем’єр*",
        "правительств* кабмин* кабинет* премьер* вице-премьер*",
        "government governments cabinet prime premier",
    ),
    "president": (
        "президент* банков* оп", "президент* банков* оп", "president* presidential",
    ),
    "parliament": (
        "депутат* нардеп* парламент* рад* фракці* законодав* сенат* спікер*",
        "депутат* нардеп* парламент* рад* фракци* законодател* сенат* спикер*",
        "lawmaker* deputies mp mps parliament* rada faction* legislator* senat* congress* council* "
        "councillor* councilor*",
    ),
    "army": (
        "військов* армі* генштаб* зсу командуван* командир* повітрян* оборони бригад* батальйон* "
        "сил сили силах прикордон* нацгварді* боєць бійці солдат* десант* "
        "морськ* флот* командувач*",
        "военн* арми* генштаб* всу командовани* командир* воздушн* обороны бригад* батальон* сил "
        "силы силах погранич* нацгварди* боец бойцы солдат* десант* морск* флот* командующ*",
        "military army troops soldier* brigade* battalion* commander* forces air-force guard "
        "guards navy defence defense garrison border",
    ),
    "rescuers": (
        "рятувальник* дснс мнс пожежн* вогнеборц* надзвичайн* сапер* піротехнік* рятувальн*",
        "спасател* гсчс мчс пожарн* огнеборц* чрезвычайн* сапер* пиротехник* спасательн*",
        "rescuer* rescue firefighter* emergency emergencies sappers squad dsns",
    ),
    "media": (
        "змі медіа газет* журналіст* видання телеграм* телеграм-канал* паблік* прес* телеканал* "
        "канал* радіо сайт* портал* репортер* кореспондент* новин* блогер* пабліках",
        "сми медиа газет* журналист* издани* телеграм* телеграм-канал* паблик* "
        "пресс* пресса прессе "
        "телеканал* канал* радио сайт* портал* репортер* корреспондент* новост* блогер*",
        "media newspaper* journalist* outlet* press telegram channel* "
        "broadcaster* tv radio website* "
        "reporter* correspondent* newswire news tabloid* blogger* magazine*",
    ),
    "social media": (
        "соцмереж* користувач* дописувач*", "соцсет* пользовател*", "social users posts online",
    ),
    "witnesses": (
        "очевид* свідк* місцев* жител* мешкан* сусід* містян* селян* городян* перехож*",
        "очевид* свидетел* местн* жител* сосед* горожан* сельчан* прохож*",
        "witness* eyewitness* resident* local locals neighbour* neighbor* villager* townspeople "
        "passer-by passers-by bystander*",
    ),
    "doctors": (
        "лікар* медик* лікарн* клінік* шпитал* госпітал* медпрацівн* хірург* пацієнт* медичн*",
        "врач* медик* больниц* клиник* госпитал* хирург* пациент* медицинск* доктор*",
        "doctor* medic medics hospital* clinic* surgeon* physician* nurse* patient* medical",
    ),
    "experts": (
        "експерт* аналіт* вчен* учен* науков* дослідни* економіст* політолог* соціолог* еколог* "
        "фахів* спеціаліст* історик* університет* інститут* академі* професор*",
        "эксперт* аналит* ученые ученых ученый ученым научн* исследовател* экономист* политолог* "
        "социолог* эколог* специалист* историк* университет* институт* академи* профессор*",
        "expert* analyst* scientist* researcher* economist* academic* scholar* specialist* "
        "historian* universit* institute* professor* pundit* ecologist* think",
    ),
    "company": (
        "компані* підприємств* гендиректор* фірм* оператор* виробник* "
        "корпорац* концерн* забудовник* "
        "підрядник* постачальник* перевізник* завод* холдинг* фермер* бізнес* дирекці* керівництв* "
        "менеджмент* комерційн* фінансов* продавц* ритейл*",
        "компани* предприяти* гендиректор* фирм* оператор* производител* корпорац* концерн* "
        "застройщик* подрядчик* поставщик* перевозчик* завод* холдинг* фермер* бизнес* дирекци* "
        "руководств* менеджмент* коммерческ* финансов* продавц* ритейл*",
        "company companies firm firms ceo executive* operator* manufacturer* "
        "corporation* developer* "
        "contractor* supplier* carrier* plant factory holding farmer* business* management "
        "commercial retailer* producer* maker",
    ),
    "bank": (
        "банк* банкір* нбу регулятор* трейдер* брокер* торгів інвестор*",
        "банк* банкир* нбу регулятор* трейдер* брокер* торгов инвестор*",
        "bank banks banker* regulator* trader* broker* investor*",
    ),
    "insurers": ("страхов* страховик*", "страхов* страховщик*", "insurer* insurance"),
    "activists": (
        "активіст* громадськ* волонтер* організац* протестувальн* мітингувальн* учасник*",
        "активист* общественн* волонтер* организац* протестующ* митингующ* участник*",
        "activist* advocate* consumer* campaigner* volunteer* ngo "
        "non-governmental protester* demonstrator* group "
        "participant*",
    ),
    "union": ("профспіл* спілк* спілці", "профсоюз* союз*", "union* unions"),
    "association": ("асоціаці* об’єднанн* федераці* ліг*", "ассоциаци* объединени* федераци* лиг*",
                    "association* federation league"),
    "document": (
        "звіт* акт акті доповід* дослідженн* документ* висновк* постанов* заява заяві статистик*",
        "отчет* акт акте доклад* исследовани* документ* заключени* постановлени* заявление "
        "заявлении статистик*",
        "report reports study document* findings statement statistics survey* review",
    ),
    "forecasters": (
        "синоптик* гідромет* метеоролог* укргідромет*", "синоптик* гидромет* метеоролог* "
        "укргидромет*", "forecaster* meteorolog* weather hydromet*",
    ),
    "city": (
        "мер мера мером мерія мерії мерією міськрад* міськ* міський горожан* муніцип* кмва",
        "мэр мэра мэром мэрия мэрии мэрией горсовет* городск* муницип* кгва",
        "mayor city municipal town hall council councillor* councilor*",
    ),
    "administration": (
        "ова облдержадміністрац* адміністрац* губернатор*",
        "ова облгосадминистрац* администрац* губернатор*", "administration* governor*",
    ),
    "region": (
        "ова облрад* обласн* облдержадміністрац* губернатор* адміністрац* районн*",
        "ова облсовет* областн* облгосадминистрац* губернатор* администрац* районн*",
        "governor* regional oblast administration* district council",
    ),
    "relatives": (
        "родич* родин* рідн* матір мати батьк* дружин* чоловік* син донька сестр* брат* вдов*",
        "родственник* семь* родн* мать матери отец отца родител* жена муж сын "
        "дочь сестр* брат вдов*",
        "relative* family families mother father parents wife husband son daughter sister brother "
        "widow",
    ),
    "passengers": ("пасажир* воді*", "пассажир* водител*", "passenger* driver*"),
    "players": (
        "гравц* гравець тренер* клуб* команд* футболіст* агент* вболівальник* капітан* спортсмен*",
        "игрок* тренер* клуб* команд* футболист* агент* болельщик* капитан* спортсмен*",
        "player* coach* club team footballer* agent* fan fans captain athlete*",
    ),
    "church": ("церкв* єпарх* священ* митрополит* патріарх* єпископ*",
               "церк* епарх* священ* митрополит* патриарх* епископ*",
               "church diocese priest* bishop* patriarch*"),
    "school": ("школ* вчител* учител* викладач* студент* директорк* ліце*",
               "школ* учител* преподавател* студент* лице*",
               "school* teacher* lecturer* student* principal"),
    "culture": ("музе* художник* режисер* реставратор* куратор* театр* письменник*",
                "музе* художник* режиссер* реставратор* куратор* театр* писател*",
                "museum* artist* director-general restorer* curator* theatre* theater* writer*"),
    "unnamed": (
        "джерел* співрозмовник* анонім* чиновник* посадов* інсайдер*",
        "источник* собеседник* аноним* чиновник* должностн* инсайдер*",
        "source sources anonymous official officials insider* unnamed",
    ),
    "customs": ("митн* податков*", "таможен* таможн* налогов*", "customs tax"),
    "ombudsman": ("омбудс* уповноважен*", "омбудс* уполномоченн*", "ombudsman ombudsperson"),
    "commission": ("комісі*", "комисси*", "commission* panel"),
    "rivals": ("конкурент* суперник*", "конкурент* соперник*", "competitor* rival* opponents"),
    "customers": (
        "клієнт* покупц* споживач* абонент*", "клиент* покупател* потребител* абонент*",
        "customer* client* subscriber* shopper*",
    ),
    "authority": (
        "департамент* управлінн* служб* інспекц* агентств* влад*",
        "департамент* управлени* служб* инспекц* агентств* власт*",
        "department* directorate service services inspectorate* agency authorit*",
    ),
    "railway": ("укрзалізниц* залізни*", "укрзализниц* железнодорожн*", "railway* railroad*"),
    "port": ("порт порту портов* портів", "порт порта порту портов*", "port ports"),
    "energy": ("енергетик* обленерго укренерго електромереж*",
               "энергетик* облэнерго укрэнерго электросет*", "energy grid utility power"),
    "un": ("оон мкчх магате воз юнісеф", "оон мккк магатэ воз юнисеф", "un iaea who icrc unicef"),
}  # fmt: skip
RULING = frozenset(("ministry",))
"""Kinds beside which the others are only what the body deals with: Ministry of Energy."""
_LANGS = ("uk", "ru", "en")


def find_kinds(words: Iterable[str], lang: str) -> frozenset[str]:
    """The kinds of source that words tell; often none."""
    kinds = frozenset(kind for word in words for kind in _kinds_of(_fold(word), lang))
    if "administration" in kinds:
        return frozenset(("administration", "region"))
    return kinds & RULING or kinds


def _fold(word: str) -> str:
    return word.lower().replace("'", "’").replace("ʼ", "’").replace("ё", "е").removesuffix("’s")


@cache
def _kinds_of(word: str, lang: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in _patterns(lang) if pattern.fullmatch(word))


@cache
def _patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    if lang not in _LANGS:
        return ()
    column = _LANGS.index(lang)
    return tuple((kind, _pattern(cells[column])) for kind, cells in _KINDS.items())


def _pattern(words: str) -> re.Pattern[str]:
    cells = (re.escape(word).replace(r"\*", r"[\w’-]*") for word in words.split())
    return re.compile("|".join(cells))
