package org.fleetreboot.journal.sqlite;

/** The number a stream is stored under, and the version of its last event. */
record StreamHead(long streamNo, long version) {}
