package org.fleetreboot.reboot.run;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.fleetreboot.reboot.TargetsRefused;
import org.fleetreboot.reboot.targets.ListFormat;
import org.fleetreboot.reboot.targets.TargetList;

/**
 * Reads the list of devices that a message carries: a file, the body of a broker's message, or
 * text.
 */
final class TargetListReader {
  private TargetListReader() {}

  /**
   * Reads the list; the message is unchanged.
   *
   * @param format whose {@code isCsv} the message's name or type decides
   * @throws TargetsRefused if it is not a valid list
   * @throws IOException if it cannot be read; the list may still be valid
   */
  static TargetList in(Message message, ListFormat format) throws IOException {
    Object body = message.getBody();
    if (body == null) {
      throw new TargetsRefused("The message is empty; it has to name devices.");
    }
    ListFormat known =
        new ListFormat(isCsv(message), format.idColumn(), format.hubColumn(), format.hubs());
    if (body instanceof String text) {
      return TargetList.read(text, known);
    }
    if (body instanceof byte[] bytes) {
      return TargetList.read(bytes, known);
    }
    if (body instanceof List<?> entries) {
      return TargetList.of(texts(entries), format.hubs());
    }
    if (body instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File file) {
      requirePlain(file);
    }
    try (InputStream in = message.getBody(InputStream.class)) {
      if (in == null) {
        throw new TargetsRefused(
            "A " + body.getClass().getName() + " names no devices; send text, bytes or a file.");
      }
      // One more than allowed is enough to detect excess.
      byte[] bytes = in.readNBytes(TargetList.MOST_BYTES + 1);
      requireUnchanged(message, body, bytes.length);
      return TargetList.read(bytes, known);
    }
  }

  /** The entries of a list, unchanged: an entry contains no separators. */
  private static List<String> texts(List<?> entries) {
    List<String> texts = new ArrayList<>();
    for (Object entry : entries) {
      if (!(entry instanceof CharSequence text)) {
        throw new TargetsRefused("An entry is not text; a list of devices contains their ids.");
      }
      texts.add(text.toString());
    }
    return texts;
  }

  /**
   * Refuses links, which may name a file that the person who wrote here may not read, and pipes,
   * which would block until somebody writes to them.
   */
  private static void requirePlain(File file) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(file.toPath(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (found.isSymbolicLink()) {
      throw new TargetsRefused("This is a link; put the file itself here.");
    }
    if (!found.isRegularFile()) {
      throw new TargetsRefused(
          "This is %s and no file that can be read; put a file with the list here."
              .formatted(found.isDirectory() ? "a folder" : "a pipe, a socket or a device"));
    }
  }

  /**
   * Refuses a file that is still being written: half a list is a list too, and half an id may be
   * another device's.
   */
  private static void requireUnchanged(Message message, Object body, int read) throws IOException {
    Long modified = message.getHeader(Exchange.FILE_LAST_MODIFIED, Long.class);
    Long length = message.getHeader(Exchange.FILE_LENGTH, Long.class);
    if (read <= TargetList.MOST_BYTES
        && body instanceof WrappedFile<?> wrapped
        && wrapped.getFile() instanceof File file
        && ((length != null && length != read)
            || (modified != null && modified != file.lastModified()))) {
      throw new IOException("It was written to while it was read.");
    }
  }

  private static boolean isCsv(Message message) {
    String name = message.getHeader(Exchange.FILE_NAME, "", String.class);
    String type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
    return name.toLowerCase(Locale.ROOT).endsWith(".csv")
        || type.toLowerCase(Locale.ROOT).startsWith("text/csv");
  }
}
