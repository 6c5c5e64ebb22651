-- One row: how many messages were accepted and other processes told of something. Whoever changes it holds its lock
-- until he commits, so that numbers become visible in their order.
CREATE TABLE IF NOT EXISTS faye_turnstile (
  id INT PRIMARY KEY,
  number BIGINT NOT NULL
);
INSERT INTO faye_turnstile SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM faye_turnstile);

-- One row: when a process last looked for sessions to end, in milliseconds of the database's clock.
CREATE TABLE IF NOT EXISTS faye_heartbeat (
  id INT PRIMARY KEY,
  beat BIGINT NOT NULL
);
INSERT INTO faye_heartbeat SELECT 1, CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)
  WHERE NOT EXISTS (SELECT 1 FROM faye_heartbeat);

-- Reader: the process that attached last. Queued: the position of the last message, and number: that message.
-- Acknowledged: the position up to which the queue is forgotten. Bytes: what waits.
CREATE TABLE IF NOT EXISTS faye_session (
  id VARCHAR(64) PRIMARY KEY,
  reader VARCHAR(64),
  pinged BIGINT NOT NULL,
  queued BIGINT DEFAULT 0 NOT NULL,
  number BIGINT DEFAULT 0 NOT NULL,
  acknowledged BIGINT DEFAULT 0 NOT NULL,
  bytes BIGINT DEFAULT 0 NOT NULL
);
CREATE INDEX IF NOT EXISTS faye_session_number ON faye_session (number);

CREATE TABLE IF NOT EXISTS faye_attribute (
  session VARCHAR(64) NOT NULL REFERENCES faye_session ON DELETE CASCADE,
  name VARCHAR NOT NULL,
  content VARCHAR NOT NULL,
  PRIMARY KEY (session, name)
);

CREATE TABLE IF NOT EXISTS faye_subscription (
  session VARCHAR(64) NOT NULL REFERENCES faye_session ON DELETE CASCADE,
  pattern VARCHAR NOT NULL,
  PRIMARY KEY (session, pattern)
);
CREATE INDEX IF NOT EXISTS faye_subscription_pattern ON faye_subscription (pattern);

-- Each message once, however many queues it waits in.
CREATE TABLE IF NOT EXISTS faye_message (
  number BIGINT PRIMARY KEY,
  json VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS faye_queue (
  session VARCHAR(64) NOT NULL REFERENCES faye_session ON DELETE CASCADE,
  place BIGINT NOT NULL,
  number BIGINT NOT NULL,
  bytes INT NOT NULL,
  PRIMARY KEY (session, place)
);
CREATE INDEX IF NOT EXISTS faye_queue_number ON faye_queue (number);

-- What other processes are to be told: ENDED concerns all but the process named, MOVED that one only.
CREATE TABLE IF NOT EXISTS faye_notice (
  number BIGINT PRIMARY KEY,
  kind VARCHAR(8) NOT NULL,
  session VARCHAR(64) NOT NULL,
  process VARCHAR(64) NOT NULL,
  written BIGINT NOT NULL
);
