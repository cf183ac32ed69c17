"""The tables of the store's file, version by version."""

_ARTICLES = """
CREATE TABLE documents (
    id           TEXT PRIMARY KEY,
    current      TEXT NOT NULL,
    origin       TEXT NOT NULL,
    stated_id    INTEGER NOT NULL CHECK (stated_id IN (0, 1)),
    status       TEXT NOT NULL DEFAULT 'live' CHECK (status IN ('live', 'retracted')),
    reason       TEXT,
    retracted_at TEXT,
    CHECK ((status = 'retracted') = (reason IS NOT NULL AND retracted_at IS NOT NULL)),
    FOREIGN KEY (id, current) REFERENCES revisions (document_id, revision)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE revisions (
    document_id  TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    revision     TEXT NOT NULL,
    seq          INTEGER NOT NULL CHECK (seq >= 1),
    stored_at    TEXT NOT NULL,
    text         TEXT NOT NULL,
    title        TEXT NOT NULL,
    source       TEXT NOT NULL,
    author       TEXT NOT NULL,
    url          TEXT NOT NULL,
    published    TEXT,
    basis        TEXT NOT NULL CHECK (basis IN ('stated', 'inferred', 'unknown')),
    date_origin  TEXT NOT NULL,
    prose        TEXT NOT NULL,
    PRIMARY KEY (document_id, revision),
    UNIQUE (document_id, seq)
) STRICT;
CREATE TRIGGER revisions_are_immutable BEFORE UPDATE OF document_id, revision, seq, text
ON revisions BEGIN SELECT RAISE(ABORT, 'the text of a revision never changes'); END;
CREATE TABLE passages (
    document_id  TEXT NOT NULL,
    revision     TEXT NOT NULL,
    start        INTEGER NOT NULL,
    stop         INTEGER NOT NULL CHECK (0 <= start AND start < stop),
    PRIMARY KEY (document_id, start, stop),
    FOREIGN KEY (document_id, revision) REFERENCES revisions (document_id, revision)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
"""

_DESK = """
CREATE TABLE cases (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    digest      TEXT NOT NULL UNIQUE,
    words       TEXT NOT NULL,
    question    TEXT NOT NULL,
    outcome     TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('answered', 'abstained')),
    confidence  REAL CHECK ((confidence IS NULL) = (kind = 'abstained')),
    answers     INTEGER NOT NULL,
    models      TEXT NOT NULL,
    came        TEXT NOT NULL CHECK (came IN ('asked', 'reported')),
    at          TEXT NOT NULL,
    last_at     TEXT NOT NULL,
    asked       INTEGER NOT NULL DEFAULT 0,
    reports     INTEGER NOT NULL DEFAULT 0,
    editors     INTEGER NOT NULL DEFAULT 0,
    disagreed   INTEGER NOT NULL DEFAULT 0 CHECK (disagreed IN (0, 1))
) STRICT;
CREATE TABLE reports (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id     INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    verdict     TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'missing')),
    note        TEXT NOT NULL,
    generation  TEXT NOT NULL,
    citations   TEXT NOT NULL,
    at          TEXT NOT NULL
) STRICT;
CREATE INDEX reports_of_a_case ON reports (case_id);
CREATE TABLE reviews (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id      INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    answer       INTEGER CHECK (answer >= 0),
    verdict      TEXT NOT NULL CHECK
        (verdict IN ('right', 'off-point', 'wrong', 'should-abstain', 'missed')),
    editor       TEXT NOT NULL,
    note         TEXT NOT NULL,
    citations    TEXT NOT NULL,
    at           TEXT NOT NULL,
    withdrawn_at TEXT
) STRICT;
CREATE INDEX reviews_of_a_case ON reviews (case_id);
CREATE TRIGGER reviews_are_history BEFORE UPDATE OF case_id, answer, verdict, editor, citations, at
ON reviews BEGIN SELECT RAISE(ABORT, 'a review never changes; another takes its place'); END;
"""
# Reviews refer to articles by the citations that they hold, not by a key: they outlive the
# deletion of an article, and a correction leaves them where they were.

MIGRATIONS = (_ARTICLES, _DESK)
"""What brings a file of version n to version n + 1, by n. A released one is never changed."""

SCHEMA_VERSION = len(MIGRATIONS)
