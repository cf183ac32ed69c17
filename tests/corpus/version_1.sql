BEGIN TRANSACTION;
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
INSERT INTO "documents" VALUES('bridge','438f0763e393a220a7c4ef36e4110bbd1b0492a01c7d2ed2895763074c6030e3','/articles/a.md',1,'live',NULL,NULL);
CREATE TABLE passages (
    document_id  TEXT NOT NULL,
    revision     TEXT NOT NULL,
    start        INTEGER NOT NULL,
    stop         INTEGER NOT NULL CHECK (0 <= start AND start < stop),
    PRIMARY KEY (document_id, start, stop),
    FOREIGN KEY (document_id, revision) REFERENCES revisions (document_id, revision)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO "passages" VALUES('bridge','438f0763e393a220a7c4ef36e4110bbd1b0492a01c7d2ed2895763074c6030e3',80,127);
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
INSERT INTO "revisions" VALUES('bridge','fc5311cc45624abdb9005111d491664ea1043e7d6a7191c9c08ed8f59cee77bb',1,'2026-11-22T07:51:39.204919+00:00','---
id: bridge
title: A bridge opens
source: The Post
published: 2024-05-02
---
A bridge opened on Friday. 🙂 The mayor said so.
','A bridge opens','The Post','','','2024-05-02','stated','front matter','[[80,127]]');
INSERT INTO "revisions" VALUES('bridge','438f0763e393a220a7c4ef36e4110bbd1b0492a01c7d2ed2895763074c6030e3',2,'2026-11-22T07:51:39.211233+00:00','---
id: bridge
title: A bridge opens
source: The Post
published: 2024-05-02
---
A bridge opened on Monday. 🙂 The mayor said so.
','A bridge opens','The Post','','','2024-05-02','stated','front matter','[[80,127]]');
CREATE TRIGGER revisions_are_immutable BEFORE UPDATE OF document_id, revision, seq, text
ON revisions BEGIN SELECT RAISE(ABORT, 'the text of a revision never changes'); END;
COMMIT;
PRAGMA application_id = 1145851461;
PRAGMA user_version = 1;
