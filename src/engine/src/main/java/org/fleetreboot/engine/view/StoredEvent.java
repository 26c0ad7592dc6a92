package org.fleetreboot.engine.view;

import org.fleetreboot.journal.StreamId;

/** An event and the stream it went to. */
public record StoredEvent(StreamId stream, Object event) {}
