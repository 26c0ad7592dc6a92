package org.fleetreboot.app.failure;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Explains why a file could not be read or written; the JDK often gives only the path. */
public final class FileErrorText {
  private FileErrorText() {}

  /** A clause for brackets, without the path. */
  public static String of(IOException trouble) {
    if (trouble instanceof NoSuchFileException) {
      return "no such file";
    }
    if (trouble instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (trouble instanceof FileAlreadyExistsException) {
      return "a directory of its path is a file";
    }
    if (trouble instanceof CharacterCodingException) {
      return "it is not UTF-8";
    }
    String reason =
        trouble instanceof FileSystemException failed ? failed.getReason() : trouble.getMessage();
    return reason == null ? trouble.getClass().getSimpleName() : reason;
  }
}
