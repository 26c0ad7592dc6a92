package org.fleetreboot.engine.view;

import org.fleetreboot.journal.StreamId;

/** An event and its stream. */
public record StoredEvent(StreamId stream, Object event) {}
