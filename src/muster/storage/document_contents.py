"""How a document's content is kept: once, under its SHA-256, compressed only where that is smaller."""

import zlib


def packed(content: bytes) -> tuple[int, bytes]:
    """Whether it is kept compressed, 1 or 0, and what is kept: compressed only where that is smaller."""
    deflated = zlib.compress(content)
    return (1, deflated) if len(deflated) < len(content) else (0, content)


def unpacked(size: int, deflated: int, kept: bytes) -> bytes:
    """The content of so many bytes; what was tampered with comes as it is kept, and never larger than it was said."""
    if not deflated or size < 0:
        return kept
    try:
        return zlib.decompressobj().decompress(kept, size)
    except zlib.error:
        return kept
