package org.fleetreboot.journal.care;

/** What compacting a journal has changed: its size, in bytes. */
public record CompactedJournal(long bytesBefore, long bytesAfter) {}
