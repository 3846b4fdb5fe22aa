-- What was done, session by session. Instants are ISO 8601 with the offset the person lived by.
CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    routine TEXT NOT NULL,
    name TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT NOT NULL,
    outcome TEXT NOT NULL,
    planned INTEGER NOT NULL,
    active REAL NOT NULL
) STRICT;

CREATE TABLE steps (
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    exercise TEXT NOT NULL,
    name TEXT NOT NULL,
    dose TEXT NOT NULL,
    PRIMARY KEY (session, number)
) STRICT;

-- outcome is null for a round that never began.
CREATE TABLE rounds (
    session TEXT NOT NULL,
    step INTEGER NOT NULL,
    number INTEGER NOT NULL,
    side TEXT,
    set_number INTEGER NOT NULL,
    again INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    seconds REAL NOT NULL,
    outcome TEXT,
    PRIMARY KEY (session, step, number),
    FOREIGN KEY (session, step) REFERENCES steps (session, number) ON DELETE CASCADE
) STRICT;
