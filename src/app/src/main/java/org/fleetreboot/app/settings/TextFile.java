package org.fleetreboot.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads text that was written by a person with any editor. */
public final class TextFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /**
   * The whole file.
   *
   * @throws java.nio.charset.CharacterCodingException if it is not UTF-8
   */
  public static String read(Path file) throws IOException {
    return withoutMark(Files.readString(file));
  }

  /** A byte order mark, which would become part of the first word. */
  public static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}
