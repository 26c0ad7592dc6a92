package org.fleetreboot.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text that a person has written, with whatever editor. */
public final class TextFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /**
   * All of a file.
   *
   * @throws java.nio.charset.CharacterCodingException when it is not UTF-8
   */
  public static String read(Path file) throws IOException {
    return withoutMark(Files.readString(file));
  }

  /** What editors put before the first character would be part of the first word. */
  public static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}
