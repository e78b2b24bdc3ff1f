"""One spelling for one address: scheme, host, tracking parameters, AMP and index forms.

It fetches nothing and knows no site.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

# Parameters that say where a reader came from and never what the page shows.
_TRACKING = """
    fbclid gclid gclsrc gbraid wbraid dclid yclid ymclid ysclid msclkid twclid ttclid igshid igsh
    mc_cid mc_eid mkt_tok _ga _gl _openstat openstat cmpid cmp ocid ncid at_medium at_campaign
    at_custom1 at_custom2 at_custom3 at_custom4 xtor ns_mchannel ns_source ns_campaign ns_linkname
    ns_fee wt_mc wt.mc wt_zmc hsa_acc hsa_cam hsa_grp hsa_ad _hsenc _hsmi vero_id oly_enc_id
    oly_anon_id rb_clickid s_cid ito smid smtyp sref ref_src ref_url referrer __twitter_impression
    from_source fb_action_ids fb_action_types fb_source action_object_map spm scm share_id sfnsn
    maca ceid emci emdi traffic_source tgclid rss partner_id
    """
TRACKING_PARAMETERS = frozenset(_TRACKING.split())
_TRACKING_PREFIXES = (
    "utm_",
    "pk_",
    "mtm_",
    "matomo_",
    "piwik_",
    "hsa_",
    "itm_",
    "ga_",
    "_utm",
    "stm_",
)
_AMP_PARAMETERS = frozenset({"amp", "outputtype", "_amp", "amp_js_v", "usqp"})
_AMP_PATH = re.compile(
    r"^/amp(?=/.)|/(?:index\.amp|amp(?:\.html)?)/?$|(?<=\.)amp\.(?=html?$)", re.I
)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.I)
_SLASH_AFTER_FILE = re.compile(r"(\.(?:html?|php|aspx?|xml|shtml))/+$", re.I)
_DEFAULT_PORT = re.compile(r":(?:80|443)$")


@lru_cache(maxsize=8192)
def normalise_url(url: str) -> str:
    """The one spelling of an absolute http(s) address; ValueError for anything else.

    https, host in lower case, no default port, no fragment, no tracking parameters, the other
    parameters sorted; AMP twins and index pages become the page they stand for. A final slash is
    kept unless it follows a file name, since servers tell `/a/` from `/a`; `same_address` does not.
    """
    parts = urlsplit(url.strip())
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError(f"not a web address: {url!r}")
    host = _DEFAULT_PORT.sub("", parts.netloc.rpartition("@")[2].lower()).rstrip(".")
    plain = urlunsplit(("https", host, _one_path(parts.path), _kept_query(parts.query), ""))
    return canonicalize_url(plain)


def _one_path(path: str) -> str:
    """The path without AMP, index file and doubled slashes."""
    path = re.sub(r"/{2,}", "/", path)
    path = _AMP_PATH.sub(lambda match: "/" if match[0].lower().endswith("index.amp") else "", path)
    path = _INDEX.sub("/", path)
    return _SLASH_AFTER_FILE.sub(r"\1", path) or "/"


def _kept_query(query: str) -> str:
    """The query without parameters of tracking and AMP."""
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([pair for pair in pairs if not _is_noise(pair[0].lower(), pair[1].lower())])


def _is_noise(name: str, value: str) -> bool:
    if name in _AMP_PARAMETERS:
        return name != "outputtype" or value == "amp"
    return name in TRACKING_PARAMETERS or name.startswith(_TRACKING_PREFIXES)


def address_key(url: str) -> str:
    """What two spellings of one address share: no scheme, no www, no last slash."""
    return normalise_url(url).removeprefix("https://").removeprefix("www.").rstrip("/")


def same_address(one: str, other: str) -> bool:
    """Whether two addresses are spellings of one; an address that cannot be read equals none."""
    try:
        return address_key(one) == address_key(other)
    except ValueError:
        return False


def join_address(base: str, href: str) -> str | None:
    """The normalised address of a link on a page, or None when it leads to no web page."""
    try:
        return normalise_url(urljoin(base, href.strip()))
    except ValueError:
        return None
