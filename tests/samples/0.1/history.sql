BEGIN TRANSACTION;
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
INSERT INTO "pains" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',1,1,'butterfly',NULL,40.0,21.0,'went-on');
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
INSERT INTO "rounds" VALUES('2772c403-f105-4606-a646-dc0ad755933c',1,1,'right',1,0,20,4.0,'ended-early');
INSERT INTO "rounds" VALUES('2772c403-f105-4606-a646-dc0ad755933c',1,2,'left',1,0,20,4.0,'ended-early');
INSERT INTO "rounds" VALUES('2772c403-f105-4606-a646-dc0ad755933c',2,1,'right',1,0,25,4.0,'completed');
INSERT INTO "rounds" VALUES('2772c403-f105-4606-a646-dc0ad755933c',2,2,'left',1,0,25,4.0,'completed');
INSERT INTO "rounds" VALUES('2772c403-f105-4606-a646-dc0ad755933c',3,1,NULL,1,0,30,4.0,'completed');
INSERT INTO "rounds" VALUES('2772c403-f105-4606-a646-dc0ad755933c',4,1,NULL,1,0,24,4.0,'completed');
INSERT INTO "rounds" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',1,1,'right',1,0,30,0.0,'skipped');
INSERT INTO "rounds" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',1,2,'left',1,0,30,0.0,'skipped');
INSERT INTO "rounds" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',2,1,NULL,1,0,30,30.0,'completed');
INSERT INTO "rounds" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',3,1,'right',1,0,30,0.0,NULL);
INSERT INTO "rounds" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',3,2,'left',1,0,30,0.0,NULL);
INSERT INTO "rounds" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',4,1,NULL,1,0,50,0.0,NULL);
INSERT INTO "rounds" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',5,1,'right',1,0,30,0.0,NULL);
INSERT INTO "rounds" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',5,2,'left',1,0,30,0.0,NULL);
INSERT INTO "rounds" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',6,1,NULL,1,0,80,0.0,NULL);
CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    routine TEXT NOT NULL,
    name TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT NOT NULL,
    outcome TEXT NOT NULL,
    planned INTEGER NOT NULL,
    active REAL NOT NULL
, changed TEXT, stiffness_before INTEGER, pain_before INTEGER, stiffness_after INTEGER, pain_after INTEGER, morning TEXT, note TEXT) STRICT;
INSERT INTO "sessions" VALUES('2772c403-f105-4606-a646-dc0ad755933c','desk-break','Desk break','2026-03-14T09:30:00Z','2026-03-14T09:30:00Z','finished',182,48.0,NULL,6,2,4,1,NULL,'hip eased');
INSERT INTO "sessions" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d','stretch-then-strengthen','Stretch, then strengthen','2026-03-14T09:30:00Z','2026-03-14T09:30:00Z','abandoned',450,56.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE steps (
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    exercise TEXT NOT NULL,
    name TEXT NOT NULL,
    dose TEXT NOT NULL, harder TEXT,
    PRIMARY KEY (session, number)
) STRICT;
INSERT INTO "steps" VALUES('2772c403-f105-4606-a646-dc0ad755933c',1,'leg-swing-side','Leg swing, side to side','20 s moving each side',NULL);
INSERT INTO "steps" VALUES('2772c403-f105-4606-a646-dc0ad755933c',2,'leg-circles','Standing leg circles','5 each way each side',NULL);
INSERT INTO "steps" VALUES('2772c403-f105-4606-a646-dc0ad755933c',3,'deep-squat','Deep squat','6 reps',NULL);
INSERT INTO "steps" VALUES('2772c403-f105-4606-a646-dc0ad755933c',4,'lateral-squat','Side squat','3 each side, alternating',NULL);
INSERT INTO "steps" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',1,'hip-flexor-lunge-kneeling','Kneeling hip-flexor stretch','30 s each side',NULL);
INSERT INTO "steps" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',2,'butterfly','Butterfly with moving knees','30 s moving',NULL);
INSERT INTO "steps" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',3,'figure-four-supine','Figure four, lying','30 s each side',NULL);
INSERT INTO "steps" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',4,'deep-squat','Deep squat','10 reps',NULL);
INSERT INTO "steps" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',5,'leg-swing-side','Leg swing, side to side','30 s moving each side',NULL);
INSERT INTO "steps" VALUES('b9600ba8-ba91-4974-bf5f-34c1f3df8a7d',6,'lateral-squat','Side squat','10 each side, alternating',NULL);
COMMIT;
PRAGMA user_version = 2;
