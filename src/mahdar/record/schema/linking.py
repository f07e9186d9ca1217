"""What linking keeps of pages: the keys by which they find each other, which are copies, and the stories that they tell."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table

from mahdar.record.schema.columns import WORDS, engine, metadata, page, real, text, whole


def _linked(name: str, comment: str) -> Column[int]:
    return Column(name, Integer, ForeignKey("linked.n", ondelete="CASCADE"), nullable=False, comment=comment)


linked = Table(
    "linked",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True, comment="a number for the page in the tables of linking"),
    Column("page", WORDS, ForeignKey("pages.id", ondelete="CASCADE"), nullable=False, unique=True, comment="the page, `pages.id`"),
    Column("hours", Float, nullable=True, comment="when it came out, in hours since 1970 (UTC); null where no day is known"),
    Column("stale", Boolean, nullable=False, comment="whether a page that led to it has changed, so that its story is to be told again"),
    engine(),
    comment="A page that is linked. Pages without a row are linked by the next `Record.link`.",
    sqlite_autoincrement=True,
)

link_means = Table(
    "link_means",
    metadata,
    Column("sign", WORDS, primary_key=True, comment="vector: how alike vectors of articles are"),
    text("model", "what makes them, as `article_vectors.model`"),
    comment="By what the stories of this record are told, beside words, names and times. No row: by these alone.",
)

article_vectors = Table(
    "article_vectors",
    metadata,
    page(),
    text("model", "what made the vector"),
    text("digest", "first 32 hex digits of the SHA-256 of the words that it was made of, the beginning of the article"),
    whole("dims", "how many numbers it has"),
    Column("vector", LargeBinary, nullable=False, comment="a signed byte for each number; only the direction counts"),
    PrimaryKeyConstraint("page"),
    comment="What a page's article says, as a vector. Made for linking where `link_means` asks for it; counts while its words are these.",
)

copy_keys = Table(
    "copy_keys",
    metadata,
    Column("key", BigInteger, nullable=False, comment="a band of the sketch of its article"),
    _linked("n", "the page, `linked.n`"),
    PrimaryKeyConstraint("key", "n"),
    comment="Pages that share a key may be copies.",
    sqlite_with_rowid=False,
)
Index(None, copy_keys.c.n)

story_keys = Table(
    "story_keys",
    metadata,
    Column("key", BigInteger, nullable=False, comment="a term that weighs much in its article, with the days around it"),
    _linked("n", "the page, `linked.n`"),
    PrimaryKeyConstraint("key", "n"),
    comment="Pages that share keys may tell one happening.",
    sqlite_with_rowid=False,
)
Index(None, story_keys.c.n)

copies = Table(
    "copies",
    metadata,
    _linked("one", "a page, `linked.n`"),
    _linked("other", "another, the greater number"),
    text("sort", "same: word for word; near: edited; within: one inside the other"),
    real("share", "share of words or word triples in common, 0 to 1"),
    PrimaryKeyConstraint("one", "other"),
    comment="Two pages whose articles are one text.",
)
Index(None, copies.c.other)

story_pairs = Table(
    "story_pairs",
    metadata,
    _linked("one", "a page, `linked.n`"),
    _linked("other", "another, the greater number"),
    real("logit", "logit of the chance that they tell one happening"),
    PrimaryKeyConstraint("one", "other"),
    comment="Two pages that may tell one happening.",
)
Index(None, story_pairs.c.other)

story_pages = Table(
    "story_pages",
    metadata,
    page(),
    text("story", "the story, `stories.id`"),
    whole("n", "place in the story, by when it came out, from 0"),
    PrimaryKeyConstraint("page"),
    comment="Derived: which story a page tells.",
)
Index(None, story_pages.c.story)

stories = Table(
    "stories",
    metadata,
    Column("id", WORDS, primary_key=True, comment="12 hex digits of the SHA-256 of the id of its first page"),
    text("first", "the page that came out first, `pages.id`"),
    Column("since", Float, nullable=True, comment="when the first page came out, in hours since 1970 (UTC); null where no day is known"),
    Column("until", Float, nullable=True, comment="when the last one did"),
    whole("pages", "how many pages tell it"),
    comment="Derived: pages that report one happening.",
)
Index(None, stories.c.since)

story_moves = Table(
    "story_moves",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True, comment="the order of moves"),
    text("page", "the page that moved"),
    text("before", "the story that it told before"),
    text("after", "the story that it tells since"),
    comment="How stories were split and merged as pages came: each page that went from one to another. Only ever added to.",
    sqlite_autoincrement=True,
)
Index(None, story_moves.c.before)

entity_keys = Table(
    "entity_keys",
    metadata,
    text("key", "a key of its name, with its kind"),
    text("id", "entity id that pages made"),
    PrimaryKeyConstraint("key", "id"),
    comment="Derived: ids that share a key, or whose keys meet, may mean one.",
)
Index(None, entity_keys.c.id)

entity_pairs = Table(
    "entity_pairs",
    metadata,
    text("one", "an entity id"),
    text("other", "another, the greater"),
    real("score", "how sure it is that both mean one, 0 to 1"),
    text("why", "why, in phrases parted by semicolons"),
    text("state", "joined; review where a person should look at it; apart where people told apart what each is joined with"),
    text("but", "why a pair that is sure by itself isn't joined", null=True),
    PrimaryKeyConstraint("one", "other"),
    comment="Derived: two entity ids that may mean one.",
)
Index(None, entity_pairs.c.other)

entity_ids = Table(
    "entity_ids",
    metadata,
    Column("id", WORDS, primary_key=True, comment="entity id that a page made"),
    text("to", "the id that stands for it in the record"),
    text("by", "the id that it was compared with"),
    real("score", "how sure that is, 0 to 1"),
    text("why", "why, in phrases parted by semicolons"),
    comment="Derived: where the ids of joined entities lead. Pages keep the ids that they made.",
)
Index(None, entity_ids.c.to)

entities_waiting = Table(
    "entities_waiting",
    metadata,
    Column("id", WORDS, primary_key=True, comment="entity id of a page that has changed since"),
    comment="Ids that are to be compared anew by the next `Record.link`, beside those of pages that aren't linked.",
)
