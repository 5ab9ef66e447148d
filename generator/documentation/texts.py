"""Recognize text: the hash that replaces a description, and the boilerplate, a closed list."""

import hashlib
import re
import unicodedata

from generator.documentation.blocks import Block, FrontMatter, Heading, Include, Paragraph, Quote, Rule

# Sentences that every page repeats and that state nothing of its own, by the hash of their text.
BOILERPLATE = frozenset(
    """
    0a53bf9f23f4bbd5 443dc4fddd026935
    10faeb88792ef6b1
    9b67513266b7991b d8c5fa1411ce0cf0 4a88fe02d0e6a51c 03e1a1f1c5009333 cb4cc5a1da43664d
    9b779907d458ca95 84398059bedd295a f9c1e19c1f11f6dc
    903ea500e7ccf842
    """.split()
)
# Metadata of the publishing system.
FRONT_MATTER = frozenset(
    "author localization_priority ms.author ms.custom ms.date ms.localizationpriority ms.prod ms.reviewer "
    "ms.subservice ms.topic toc.title".split()
)
INCLUDES = re.compile(
    r"(?:\.\./)*includes/(?:beta-disclaimer\.md|snippets/snippets-sdk-documentation-link\.md"
    r"|snippets/[a-z]+/[a-z0-9-]+-snippets\.md)"
)
TAB = re.compile(r"\[[\w#+. -]+\]\(#tab/[\w-]+\)")


def normalized(text: str) -> str:
    """Return the text with one space for any white space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest(text: str) -> str:
    """Return what replaces a text in a facts file: the first 16 digits of the SHA-256 of the normalized text."""
    return hashlib.sha256(normalized(text).encode()).hexdigest()[:16]


def is_boilerplate(block: Block) -> bool:
    """Whether the block states nothing that distinguishes its page from others."""
    match block:
        case FrontMatter():
            return block.key in FRONT_MATTER and "TODO" not in block.value
        case Heading():
            return TAB.fullmatch(block.text) is not None
        case Include():
            return INCLUDES.fullmatch(block.target) is not None
        case Paragraph() | Quote():
            return digest(block.text) in BOILERPLATE
    return isinstance(block, Rule)
