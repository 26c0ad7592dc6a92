-- Who works: the table of db-scheduler 16, as its documentation has it.
CREATE TABLE scheduled_tasks (
  task_name text NOT NULL,
  task_instance text NOT NULL,
  task_data bytea,
  execution_time timestamptz,
  picked boolean NOT NULL,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint NOT NULL,
  priority smallint,
  PRIMARY KEY (task_name, task_instance));
CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);

-- The nodes, for people: nothing depends on it.
CREATE TABLE node (
  name text PRIMARY KEY,
  version text NOT NULL,
  started_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL);

-- What other nodes want of the one that works. A row is there until its answer was read.
CREATE TABLE node_order (
  order_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sender text NOT NULL,
  kind text NOT NULL,
  body text NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  refusal text,
  answer text);
CREATE INDEX node_order_open ON node_order (order_no) WHERE answer IS NULL;
