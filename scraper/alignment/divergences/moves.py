"""The detector of blocks that stand in another place than in the version that came first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scraper.alignment.divergences.versions import Versions, quote, texts_of
from scraper.items import Bead, Divergence


def find_moves(beads: Sequence[Bead], versions: Versions) -> Iterator[Divergence]:
    """One divergence per moved bead, held against the version that is not the original."""
    for k, bead in enumerate(beads):
        if not bead.moved:
            continue
        base = versions.original if versions.original in bead.blocks else next(iter(bead.blocks))
        others = [lang for lang in bead.blocks if lang != base]
        other = max(others, key=lambda lang: abs(bead.blocks[lang][0] - bead.blocks[base][0]))
        yield Divergence(
            kind="moved",
            langs=(other,),
            severity="low",
            says="",
            bead=k,
            facts={"of": base, **{lang: str(bead.blocks[lang][0] + 1) for lang in (other, base)}},
            quotes={lang: quote(text) for lang, text in texts_of(bead).items()},
            score=round(bead.score, 3),
        )
