"""What the words of a text say about its language: the small ones, and what others are made of.

Both lists are written by hand from grammar: function words, and the endings, beginnings and
clusters that are common in one language and rare in its neighbours.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from scraper.languages.letters import CYRILLIC, KNOWN, LATIN, Odds, is_cyrillic

_SMALL: Final[Mapping[str, str]] = {
    "uk": "і й та в у на з із зі до за від для про що як не це є по але або чи то ще вже був була "
    "було були буде будуть який яка яке які якого якої яких він вона воно вони його її їх їй "
    "йому ми ви ти я нас вас нам мене мені собі себе свою свої свого своїх під над перед "
    "після через між без при проти коли де тут там так також тому тож бо якщо щоб хто ні ані "
    "лише тільки навіть дуже більше менше може можна треба має мають цей ця ці цього цих той "
    "ті того тих усі всі все один одна два дві три року році роки рік понад близько щодо "
    "адже проте однак поки саме серед",
    "ru": "и в во на с со к ко за от для о об что как не это по но или то ещё еще уже был была "
    "было были будет будут который которая которое которые которого которой которых он она "
    "оно они его её ее их ему ей им мы вы ты я нас вас нам меня мне себе себя свою свои "
    "своего своих под над перед после через между без при против когда где здесь там так "
    "также поэтому потому если чтобы кто ни только даже очень больше более меньше может "
    "можно нужно надо имеет этот эта эти этого этих тот те того тех все всё всех один одна "
    "два две три года году лет год до из у около однако пока именно среди бы ли же свыше",
    "be": "і й ды у ў на з са да за ад для пра што як не гэта ёсць па але або ці то яшчэ ужо ўжо "
    "быў была было былі будзе будуць які якая якое якія якога якой якіх ён яна яно яны яго "
    "яе іх ёй яму мы вы ты я нас вас нам мяне мне сабе сябе сваю свае свайго сваіх пад над "
    "перад пасля праз паміж без пры супраць калі дзе тут там так таксама таму бо каб хто ні "
    "толькі нават вельмі больш менш можа можна трэба мае маюць гэты гэтая гэтыя гэтага гэтых "
    "той тая тыя таго тых усе усё ўсе ўсё адзін адна два дзве тры года годзе гадоў год каля "
    "аднак пакуль сярод звыш паводле",
    "bg": "и в във на с със за от до по не се да че като е са си ще или но то това този тази тези "
    "който която което които съм беше бяха бил била било били бъде бъдат има няма имат може "
    "могат трябва той тя те ние вие аз ти го я ги му ѝ им ни ви ме ми свой своя своите негов "
    "неговия неин нейния техен техния под над пред след през между без при срещу когато "
    "където тук там така също затова защото ако кой какво как къде само дори много повече "
    "малко вече още един една едно два две три година години г около обаче докато сред към "
    "об всички всеки всяка нито нека би според относно заради",
    "en": "the of and to in is that for it on was with as by at from are be this has have not "
    "which were but or an a will his they i he she had their its been who said would about "
    "after we you all can more one when there so if out up no what my me her him them do "
    "does did could should may might must than then now only over into some other also how "
    "our us where before between new your very just any two first because while during under "
    "against through most such these those own too don t s isn didn doesn won re ve ll m "
    "says since until off down here",
    "pl": "i w we na z ze do za od dla o że jak nie to jest po ale lub czy jeszcze już był była "
    "było byli były będzie będą który która które którzy którego której których on ona ono "
    "oni one jego jej ich mu im my wy ty ja nas was nam mnie mi sobie siebie się swoją swoje "
    "swojego swoich pod nad przed przez między bez przy przeciw przeciwko kiedy gdy gdzie tu "
    "tam tak także również dlatego bo jeśli aby żeby kto ani tylko nawet bardzo więcej mniej "
    "może można trzeba ma mają ten ta te tego tej tych tym ci co a u wszystko wszyscy "
    "wszystkich jeden jedna dwa dwie trzy roku rok lat lata około jednak podczas wśród ponad "
    "oraz jako więc są być został została",
}
_COVERAGE: Final = {"uk": 0.30, "ru": 0.30, "be": 0.28, "bg": 0.38, "en": 0.45, "pl": 0.32}
"""The share of a text's words that stands in the list of its language."""
_STRANGER: Final = 0.00025  # a small word of another language: a quote, a name, chance
_ABSENCE: Final = 0.6  # headlines drop small words, so that their absence says less

# Pieces of words; a space stands for the word's beginning or end.
_PIECES: Final[Mapping[str, str]] = {
    "uk": "ськ|цьк|зьк|ння|ття|лля|ість|ій |ів |ії |ти |ться |тися |ити |ати |ува| від| під| між|"
    "ого |ому |іль|ції |ією |ає |ує |ють |ий |ою |ею |йо|ьо| пі| ві|ідн|ічн|жив| що|шт|ці |"
    "рі|ні|их |ими |їх|їн|єк|єм|'я|'ї|'є|зі| зн|вч|жно|аєт|уєт| пер|ер|иєв|ську|ські|ев ",
    "ru": "ть |ться |ние |ния |нии |ого |его |ому |ый |ий |ые |ая |ое |ции |ство|ств|ция |ость|ешь|"
    "ет |ют |ят |ых |ым |ыми |ие |ии |ель|ъе|ъя|ъё|ей |ее |льн|жд|ся |ено |ение|ско|ски| что|"
    " об| вы|ыва|ущ|ющ|ящ|ого|чес|ль|мен|тел|ов |ев |ой |ам |ать |ить |еть |ла |ли |ил |ал ",
    "be": "дз|ць |цц|сць|цы|аў|оў|еў|іў|ыў|ага |яга |аму |яму |цца |ыя |аць |іць |ння|чы|шч|ры|рэ|"
    "тэ|дэ|чэ|жэ|шы|яць|які|ія |кі |гі |ай |ца | пра| ад| па| да|льн|'я|'е|'ю|цё|дзе|дзя|ня|"
    "ст|нн|лл|зь|эн|эр|аг|эк|эт|эс|ённ|ёр|мі |амі |ях |ах |скі|ска|чн|сц| ўз| уз|аваць|ваў|"
    "кая |нае ",
    "bg": "ът |ят |ият |ата |ето |ите |ото |та |то |те |ва |ща|щи|ъл|ър|ъм|ън|ъс|ъв|ъд|ъз|ъг|ъч|ък|"
    "ия |ние |ски |ки |ане |ени |ено |ена |ява |ява|ира |ват |яват|еше |аха |яха|жд|йто |"
    "ято |лни |ни | съ| въ| раз| из| пр|ство|ост |ал |ил |ял |ях |ме |тел |ция |ции |ията|"
    "ове|ето|ата|ав|ка |ко |ли |ски|ра |да | на|ща |ще ",
    "en": "th|the|ing |wh|ck|ea|oo|ou|ee|sh|igh|tio|ed |er |ly |es |ll|ss|ght|ve |ay |ow |ate|ent|"
    "nd |qu|x|ty |ry |ion |al |ble |ful |ness|ough|ph|tt|ff|pp|rs |ts |ce |ch|ur|ai|ey |rt |"
    "st |ment| re| un|ist|ers |ear|own|ith|ound|ke |me |se |te |ge |ns |ld |lt |nt |ct|ue |"
    "om |ad |y |rl|br|bl|fr|ir|'s|n't|v|f |th |d |gh|le |re |ne |de ",
    "pl": "sz|cz|rz|dz|ie|ow|wa |ny |ego |ych |ach |ski|cki|nie|ci |ia|ję|ją|ów |zy|ej |prz|ał|ła|"
    "ło|ać |ić |ość|ość |się|ym |ymi |ami |wy|zny|zni|zk|je|ki |nia|owa|aj|uj|ij|oj|ń|kow|ny|szy|"
    "czy|my |iem |iej |dzi|ska |sk|wie|iu |ni|ś|ł|ę|ż|ów|ze|ą |ow |ka |kie |go |mi |ok|ec |"
    "ek |ik |w |j |ci|li |ły |zł|st|pr|ku |wo|dn|cj|cja|cji|ro|po|za|od| na| po| wy| za| nie",
}
_PIECE: Final = 0.2  # what a piece adds for its languages

_ALIEN_IN_CYRILLIC: Final = math.log(0.04)  # names of firms and programs are left in Latin letters
_ALIEN_IN_LATIN: Final = math.log(0.0005)

_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019\u02bc][^\W\d_]+)*")


def read_words(text: str) -> Odds:
    """How likely each language is to have these words; `text` is in lower case."""
    weights = map(_weigh, _WORD.findall(text))
    return [sum(column) for column in zip(*weights, strict=True)] or [0.0] * len(KNOWN)


@lru_cache(maxsize=20_000)
def _weigh(word: str) -> tuple[float, ...]:
    cyrillic = is_cyrillic(word[0])
    odds = list(_SMALL_ODDS.get(word, _OPEN_ODDS))
    if word not in _SMALL_ODDS:
        counts = Counter(_read_pieces(word))
        for at, count in counts.items():
            odds[at] += _PIECE * count
        own = CYRILLIC if cyrillic else LATIN
        odds[KNOWN.index(own[-1])] += _PIECE * counts.total() / (len(own) - 1)  # as chance gives
    alien = _ALIEN_IN_LATIN if cyrillic else _ALIEN_IN_CYRILLIC
    for lang in LATIN if cyrillic else CYRILLIC:
        odds[KNOWN.index(lang)] += alien
    return tuple(odds)


def _read_pieces(word: str) -> list[int]:
    """The languages, by their place in KNOWN, of every piece that a word has.

    A word's ending tells more than its middle, a short one most: it counts once more for each
    letter that it is shorter than the longest piece.
    """
    padded = f" {word.replace(chr(0x2019), chr(39)).replace(chr(0x2BC), chr(39))} "
    found: list[int] = []
    for at in range(len(padded)):
        for size in range(1, min(_LONGEST, len(padded) - at) + 1):
            piece = padded[at : at + size]
            if piece in _PIECE_LANGS:
                is_ending = at + size == len(padded)
                found += _PIECE_LANGS[piece] * (_LONGEST - size + 1 if is_ending else 1)
            if piece not in _BEGINNINGS:
                break
    return found


def _small_odds() -> dict[str, tuple[float, ...]]:
    lists = {lang: frozenset(words.split()) for lang, words in _SMALL.items()}
    share = {lang: _COVERAGE[lang] / len(words) for lang, words in lists.items()}
    return {
        word: tuple(
            math.log(share[lang] if word in lists.get(lang, ()) else _STRANGER) for lang in KNOWN
        )
        for word in frozenset().union(*lists.values())
    }


def _piece_langs() -> dict[str, tuple[int, ...]]:
    langs: dict[str, tuple[int, ...]] = {}
    for lang, pieces in _PIECES.items():
        for piece in {one for one in pieces.split("|") if one.strip()}:
            langs[piece] = (*langs.get(piece, ()), KNOWN.index(lang))
    return langs


_SMALL_ODDS: Final = _small_odds()
_OPEN_ODDS: Final = tuple(_ABSENCE * math.log(1 - _COVERAGE.get(lang, 0.0)) for lang in KNOWN)
_PIECE_LANGS: Final = _piece_langs()
_LONGEST: Final = max(map(len, _PIECE_LANGS))
_BEGINNINGS: Final = frozenset(
    piece[:size] for piece in _PIECE_LANGS for size in range(1, len(piece))
)
