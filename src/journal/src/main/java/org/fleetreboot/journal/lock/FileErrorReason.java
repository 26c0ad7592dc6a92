package org.fleetreboot.journal.lock;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be used, for people: the JDK often gives only the path. */
public final class FileErrorReason {
  private FileErrorReason() {}

  public static String of(IOException failed) {
    if (failed instanceof FileSystemLoopException) {
      return "its links form a loop";
    }
    if (failed instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    if (failed instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failed instanceof FileAlreadyExistsException) {
      return "its directory is a file";
    }
    if (failed instanceof EOFException) {
      return "it is cut off";
    }
    return failed instanceof NoSuchFileException
        ? "no file can be created there"
        : String.valueOf(failed.getMessage());
  }

  /**
   * The remedy for a file that could not be written: the missing permission, or else the given one.
   */
  public static String remedy(IOException failed, String otherwise) {
    return failed instanceof AccessDeniedException
        ? "give this user permission to write there"
        : otherwise;
  }
}
