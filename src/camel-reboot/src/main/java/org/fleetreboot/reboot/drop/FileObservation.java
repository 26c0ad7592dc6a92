package org.fleetreboot.reboot.drop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file's state at the last polls. Times are nanoseconds of one monotonic clock.
 *
 * @param marks its size, times and identity: any write changes at least one of them
 * @param since when it was first seen in this state
 * @param last when it was last seen
 * @param failures how often it was put back since then
 * @param notBefore when it may be retried
 * @param told the last message about it, also before it changed
 */
record FileObservation(
    Map<String, Object> marks,
    long since,
    long last,
    int failures,
    long notBefore,
    @Nullable String told) {

  static FileObservation of(Map<String, Object> marks, long now, @Nullable String told) {
    return new FileObservation(marks, now, now, 0, now, told);
  }

  /** Times can be set to anything, except the time at which the file's own entry last changed. */
  static Map<String, Object> marks(Path file) throws IOException {
    boolean isUnix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    return Files.readAttributes(
        file,
        isUnix ? "unix:size,lastModifiedTime,ctime,ino" : "size,lastModifiedTime,fileKey",
        LinkOption.NOFOLLOW_LINKS);
  }

  FileObservation again(long now) {
    return new FileObservation(marks, since, now, failures, notBefore, told);
  }

  FileObservation putBack(long until, String reason) {
    return new FileObservation(marks, since, last, failures + 1, until, reason);
  }
}
