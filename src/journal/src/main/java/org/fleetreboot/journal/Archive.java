package org.fleetreboot.journal;

/**
 * A file with runs that have left a journal; itself a journal, compressed, which is only read.
 *
 * @param file beside the journal, such as {@code archive/2026-11.db.gz}
 * @param sha256 of the file
 * @param bytes the size of the file
 */
public record Archive(String file, String sha256, long runs, long events, long bytes) {}
