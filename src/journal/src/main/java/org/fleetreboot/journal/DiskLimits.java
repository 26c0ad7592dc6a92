package org.fleetreboot.journal;

/**
 * When a journal on disk stops, with {@link JournalFailed}, instead of growing further.
 *
 * @param minFreeBytes stop when the disk has less than this left, so that there is room to close
 *     and to investigate; 0 = use up the disk
 * @param maxFileBytes stop when the file would grow beyond this; {@link Long#MAX_VALUE} = no limit
 */
public record DiskLimits(long minFreeBytes, long maxFileBytes) {
  /** 16 MB stay free; the file may grow without a limit. */
  public static final DiskLimits DEFAULT = new DiskLimits(16L << 20, Long.MAX_VALUE);

  public DiskLimits {
    if (minFreeBytes < 0 || maxFileBytes <= 0) {
      throw new IllegalArgumentException(
          "Disk limits are bytes, minFree %d from 0 and maxFile %d above 0."
              .formatted(minFreeBytes, maxFileBytes));
    }
  }
}
