-- What the person said of a session, and when it was last changed by hand.
ALTER TABLE sessions ADD COLUMN changed TEXT;
ALTER TABLE sessions ADD COLUMN stiffness_before INTEGER;
ALTER TABLE sessions ADD COLUMN pain_before INTEGER;
ALTER TABLE sessions ADD COLUMN stiffness_after INTEGER;
ALTER TABLE sessions ADD COLUMN pain_after INTEGER;
ALTER TABLE sessions ADD COLUMN morning TEXT;
ALTER TABLE sessions ADD COLUMN note TEXT;
ALTER TABLE steps ADD COLUMN harder TEXT;

-- Where it hurt. step counts from 0, as everywhere but in the tables above; seconds had run of the work.
CREATE TABLE pains (
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    step INTEGER NOT NULL,
    exercise TEXT NOT NULL,
    side TEXT,
    at REAL NOT NULL,
    seconds REAL NOT NULL,
    way_on TEXT,
    PRIMARY KEY (session, number)
) STRICT;
