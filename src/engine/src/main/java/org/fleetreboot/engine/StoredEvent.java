package org.fleetreboot.engine;

import org.fleetreboot.journal.StreamId;

/** An event and the stream it went to. */
record StoredEvent(StreamId stream, Object event) {}
