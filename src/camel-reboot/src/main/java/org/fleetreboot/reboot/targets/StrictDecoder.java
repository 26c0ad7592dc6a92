package org.fleetreboot.reboot.targets;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.fleetreboot.reboot.TargetsRefused;

/** Decodes text strictly: a wrong character in an id would name another device. */
final class StrictDecoder {
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private StrictDecoder() {}

  /** UTF-8 with or without a byte order mark, or UTF-16 with one. */
  static String text(byte[] bytes) {
    if (begins(bytes, ZIP)) {
      throw new TargetsRefused(
          "This is a ZIP archive or an Excel workbook; save the list as CSV in UTF-8.");
    }
    if (begins(bytes, (byte) 0xFE, (byte) 0xFF)) {
      return decode(bytes, 2, StandardCharsets.UTF_16BE);
    }
    if (begins(bytes, (byte) 0xFF, (byte) 0xFE)) {
      return decode(bytes, 2, StandardCharsets.UTF_16LE);
    }
    boolean marked = begins(bytes, (byte) 0xEF, (byte) 0xBB, (byte) 0xBF);
    return decode(bytes, marked ? 3 : 0, StandardCharsets.UTF_8);
  }

  private static boolean begins(byte[] bytes, byte... with) {
    for (int i = 0; i < with.length; i++) {
      if (bytes.length <= i || bytes[i] != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static String decode(byte[] bytes, int from, Charset charset) {
    ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
    try {
      CharBuffer text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(in);
      return text.toString();
    } catch (CharacterCodingException e) {
      // The decoder stops before the byte that it cannot read.
      throw new TargetsRefused(
          place(bytes, from, in.position())
              + "this is not %s; save the list in UTF-8.".formatted(charset.name()));
    }
  }

  private static String place(byte[] bytes, int from, int end) {
    int line = 1;
    for (int i = from; i < end; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return "Line %d, byte %d of the file: ".formatted(line, end + 1);
  }

  /** Refuses characters that only binary files contain. */
  static void requireText(String text) {
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      line += character == '\n' ? 1 : 0;
      if (character < ' ' && character != '\n' && character != '\r' && character != '\t') {
        throw new TargetsRefused(
            ("Line %d holds the control character 0x%02X: this is a binary file, or UTF-16 without a"
                    + " byte order mark; save the list as text in UTF-8.")
                .formatted(line, (int) character));
      }
    }
  }
}
