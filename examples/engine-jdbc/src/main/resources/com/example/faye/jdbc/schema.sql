-- One row: the number of the last message. A transaction that changes it holds its lock until the commit, so that numbers
-- become visible in their order.
CREATE TABLE IF NOT EXISTS faye_sequence (
  id INT PRIMARY KEY,
  number BIGINT NOT NULL
);
INSERT INTO faye_sequence SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM faye_sequence);

-- Seen: when the process was alive last, in milliseconds of the database's clock.
CREATE TABLE IF NOT EXISTS faye_process (
  id VARCHAR(64) PRIMARY KEY,
  seen BIGINT NOT NULL
);

-- Attachment: the newest one. Process: the process that reads with it, null after its release.
-- Attributes: a JSON object. Queued: the position of the last message. Number: the number of that message. Acknowledged: the position up to which
-- messages were removed. Bytes: the length of the queue.
CREATE TABLE IF NOT EXISTS faye_session (
  id VARCHAR(64) PRIMARY KEY,
  attachment VARCHAR(64),
  process VARCHAR(64),
  attributes VARCHAR NOT NULL,
  pinged BIGINT NOT NULL,
  queued BIGINT DEFAULT 0 NOT NULL,
  number BIGINT DEFAULT 0 NOT NULL,
  acknowledged BIGINT DEFAULT 0 NOT NULL,
  bytes BIGINT DEFAULT 0 NOT NULL
);
CREATE INDEX IF NOT EXISTS faye_session_number ON faye_session (number);

CREATE TABLE IF NOT EXISTS faye_subscription (
  session VARCHAR(64) NOT NULL REFERENCES faye_session ON DELETE CASCADE,
  pattern VARCHAR NOT NULL,
  PRIMARY KEY (session, pattern)
);
CREATE INDEX IF NOT EXISTS faye_subscription_pattern ON faye_subscription (pattern);

CREATE TABLE IF NOT EXISTS faye_queue (
  session VARCHAR(64) NOT NULL REFERENCES faye_session ON DELETE CASCADE,
  position BIGINT NOT NULL,
  bytes INT NOT NULL,
  json VARCHAR NOT NULL,
  PRIMARY KEY (session, position)
);

-- Process: the process that has to be told that the session of its attachment has MOVED or ENDED, null after that.
-- Note: what the process has left for the next reader of the session.
CREATE TABLE IF NOT EXISTS faye_notice (
  attachment VARCHAR(64) PRIMARY KEY,
  kind VARCHAR(8) NOT NULL,
  process VARCHAR(64),
  note VARCHAR,
  written BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS faye_notice_process ON faye_notice (process);
