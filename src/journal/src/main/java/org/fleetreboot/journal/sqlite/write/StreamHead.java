package org.fleetreboot.journal.sqlite.write;

/**
 * The number a stream is stored under, and the version of its last event.
 *
 * @param open whether its snapshot is not of that version
 */
record StreamHead(long streamNo, long version, boolean open) {}
