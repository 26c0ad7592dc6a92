package org.fleetreboot.journal.lock;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be used, in words: the JDK often says no more than the path. */
public final class Reasons {
  private Reasons() {}

  public static String of(IOException failed) {
    if (failed instanceof FileSystemLoopException) {
      return "its links lead round in a circle";
    }
    if (failed instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    if (failed instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failed instanceof FileAlreadyExistsException) {
      return "a file is where its directory should be";
    }
    return failed instanceof NoSuchFileException
        ? "no file can be made there"
        : String.valueOf(failed.getMessage());
  }

  /** What to do where a file could not be written: of a missing right that, else what is given. */
  public static String remedy(IOException failed, String otherwise) {
    return failed instanceof AccessDeniedException
        ? "give this user the right to write there"
        : otherwise;
  }
}
