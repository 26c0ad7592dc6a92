package org.fleetreboot.journal.care;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in a journal.
 *
 * @param bytes of the file and its write-ahead log
 * @param freeBytes of the file that {@code journal compact} would give back
 * @param events in this file, without archived ones
 * @param streams of runs, groups, devices and hubs
 * @param openRuns runs that have not ended, or whose end was not yet noted
 * @param openDevices devices that an open run knows, or whose last reboot is still in doubt
 * @param oldest when the first event of any partition was recorded; null if there is none
 * @param newest when the last event of any partition was recorded; null if there is none
 * @param partitions where they end
 * @param tables bytes by table and index, the largest first
 * @param archives files beside the journal with its older runs
 */
public record JournalStatistics(
    long bytes,
    long freeBytes,
    long events,
    long streams,
    long openRuns,
    long openDevices,
    @Nullable Instant oldest,
    @Nullable Instant newest,
    List<ChainHead> partitions,
    Map<String, Long> tables,
    List<ArchivedPart> archives) {

  /**
   * One archive.
   *
   * @param file beside the journal
   * @param sha256 of the file; null while it is being written
   */
  public record ArchivedPart(
      String file, long runs, long events, long bytes, @Nullable String sha256) {}
}
