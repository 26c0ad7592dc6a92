package org.fleetreboot.reboot.drop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was seen, and what became of it since. Times are nanoseconds of one monotonic clock.
 *
 * @param marks its size and times and which file it is: whoever writes to it changes one of them
 * @param since when it was first seen like this
 * @param last when it was last seen
 * @param failures how often it was put back since
 * @param notBefore when it may be tried again
 * @param told what was last said about it, also before it changed
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

  /**
   * Times alone can be set to anything, but for that of the last change of the file's own entry.
   */
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
