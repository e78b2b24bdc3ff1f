"""Words that news writes with a full stop, by what the stop means; data for cutting sentences.

Written without the last stop, in lower case; `т.д` stands for both т.д. and т. д.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviations:
    """The abbreviations of one language.

    `never` are always followed by what they belong to (вул., Mr.). `before_number` are only when a
    number follows (ст. 5, No. 5, Jan. 5). `unit` words end a sentence before a capital and not
    before a figure (тис., год.). `after_number` are units behind a number and need what follows
    otherwise (5 м. and м. Київ). `year` stands behind a year or century (2024 р., XIX ст.).
    `closing` may end a sentence when a word follows that likely begins one (U.S., Inc.).
    `labels` are words whose letter is no initial (корпус А., plan B.).
    """

    never: frozenset[str]
    before_number: frozenset[str]
    unit: frozenset[str]
    after_number: frozenset[str]
    year: frozenset[str]
    closing: frozenset[str]
    labels: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


UKRAINIAN = Abbreviations(
    never=_words(
        """вул просп пр-т пр пров провул бул б-р бульв пл наб ім смт сел хут х р-н гр гр-н гр-ка
        громад о оз буд корп під оф каб кім пов кв тел моб див пор напр т.зв так.зв акад проф доц
        канд д-р докт інж п-к ген полк підполк майор кап лейт серж сержант серж ст.серж мол пп п-во
        св преп архиєп єп митр ієром о.д в.о т.в.о зам заст нач кер дир зав упр мін-р
        рис табл розд гл ред поч кін перекл укл упоряд англ нім франц лат рос укр польськ італ
        ісп тур грец кн вип сер арк асоц т.ч у.т.ч т.е дж ст.л ст.н к.т.н к.е.н д.е.н к.ю.н д.ю.н
        к.м.н д.м.н скор скороч бл ок орієнт прибл макс зб"""
    ),
    before_number=_words(
        """ст ч п пп абз с стор сс т тт № гл розд рис табл вип буд кв оф каб ном п.п
        січ лют бер квіт трав черв лип серп вер жовт лист груд"""
    ),
    unit=_words(
        """тис млн млрд трлн кв.м куб.м кв.км грн коп дол руб євр км кг см мм га л мл куб год хв
        сек с міс тиж дн доб ін т.д т.п т.ін та.ін тощо обл н.е до.н.е чол жін ос шт екз прим од
        відс проц нар квт вт в мвт гвт"""
    ),
    after_number=_words("м с г т р ц л в"),
    year=_words("р рр ст"),
    closing=_words("a.m p.m inc ltd co corp"),
    labels=_words(
        """вітамін вітаміну група групи групі клас класу корпус корпусі літера літери план категорія
        категорії гепатит гепатиту підїзд під’їзд секція сектор блок блоку тип типу серія серії
        рівень рівня"""
    ),
)

RUSSIAN = Abbreviations(
    never=_words(
        """ул просп пр-т пр пер бул б-р бульв пл наб им пгт пос дер хут х р-н гр гр-н гр-ка о оз
        д корп под оф каб ком эт кв моб ср напр т.н так.наз акад проф доц канд д-р докт инж
        п-к ген полк подп подполк кап лейт серж мл св преп архиеп еп митр иером и.о в.и.о врио зам
        нач дир зав упр мин-р рис табл гл разд ред пер сост изд англ нем франц лат рус укр польск
        итал исп тур греч кн вып сер т.ч т.е т.к дж ст.л ст.н к.т.н к.э.н д.э.н к.ю.н д.ю.н
        к.филол.н к.м.н д.м.н сокр ок ориент макс сб"""
    ),
    before_number=_words(
        """ст ч п пп абз с стр т тт № гл разд рис табл вып д кв оф каб п.п тел
        янв фев февр мар апр май июн июл авг сен сент окт ноя нояб дек"""
    ),
    unit=_words(
        """тыс млн млрд трлн кв.м куб.м кв.км грн коп долл дол руб км кг см мм га л мл куб час ч мин
        сек с мес нед дн сут др пр т.д т.п обл н.э до.н.э чел ос шт экз ед проц квт вт мвт
        гвт"""
    ),
    after_number=_words("м с г т р ц л в"),
    year=_words("г гг в вв ст"),
    closing=_words("a.m p.m inc ltd co corp"),
    labels=_words(
        """витамин витамина группа группы группе класс класса корпус корпусе литера план категория
        категории гепатит гепатита подъезд секция сектор блок блока тип типа серия серии уровень
        уровня"""
    ),
)

ENGLISH = Abbreviations(
    never=_words(
        """mr mrs ms dr prof gen lt col maj capt cpt sgt sen rep gov rev hon pres supt insp cmdr adm
        brig cpl pvt messrs vs e.g i.e cf approx fr sr.lt ste mt ft p.s lt.col lt.gen maj.gen
        brig.gen sgt.maj dist atty.gen asst amb dep dir mgr msgr ald"""
    ),
    before_number=_words(
        """no nos fig art sec vol pp p ch jan feb mar apr jun jul aug sept sep oct nov dec para
        mon tue tues wed thu thurs fri sat sun"""
    ),
    unit=_words("etc al km kg cm mm lb lbs oz mi hr hrs min sq"),
    after_number=frozenset(),
    year=frozenset(),
    closing=_words(
        """u.s u.k u.n e.u u.s.a d.c l.a n.y u.s.s.r a.m p.m inc ltd co corp bros llc jr sr ph.d m.d
        m.a b.a m.b.a b.c a.d b.c.e c.e est st dept univ assn ave blvd rd"""
    ),
    labels=_words(
        """plan vitamin group hepatitis grade category class team building exit block type unit
        terminal option pier wing schedule appendix annex section series tier than and or as"""
    ),
)

NONE = Abbreviations(
    never=frozenset(),
    before_number=frozenset(),
    unit=frozenset(),
    after_number=frozenset(),
    year=frozenset(),
    closing=frozenset(),
    labels=frozenset(),
)

BY_LANG = {"uk": UKRAINIAN, "ru": RUSSIAN, "en": ENGLISH}

SENTENCE_STARTERS = _words(
    """The A An In On At By For From With After Before When While As If Since Until During Despite
    However Meanwhile But And So Or Yet Then There This That These Those He She It They We You I His
    Her Its Their Our What Who Why How Where Which Some Many Most Several Other Another Both Each
    All No Not Now Earlier Later Today Yesterday Last Next More Only Still Also Although Though
    Because According Under Over Between Among Instead Once Police Officials"""
)

REPORTING_VERBS = _words(
    """said says asked asks added adds told replied wrote writes shouted cried wondered answered
    joked exclaimed recalled explained noted stressed continued insisted reads read urged"""
)
