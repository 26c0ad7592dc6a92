package org.fleetreboot.devicesim.hub.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A hub as it is stored, except for its certificate authority, which has files of its own.
 *
 * @param sections what each part of the hub stores, by name: JSON when read, records when written
 */
record StoredHub<S>(int format, String name, Map<String, S> sections) {
  private static final int FORMAT = 1;

  /** A hub in the format of this version. */
  static <S> StoredHub<S> of(String name, Map<String, S> sections) {
    return new StoredHub<>(FORMAT, name, sections);
  }

  /**
   * Reads the content of a file.
   *
   * @param file for the message
   * @throws IOException when it is not a hub, or has another format
   */
  static StoredHub<JsonNode> read(byte[] content, Path file) throws IOException {
    try {
      int format = StoredForm.MAPPER.readTree(content).path("format").asInt();
      if (format != FORMAT) {
        throw new IllegalArgumentException("format is " + format + ", not " + FORMAT);
      }
      return StoredForm.MAPPER.readValue(content, new TypeReference<>() {});
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  byte[] bytes() throws IOException {
    return StoredForm.MAPPER.writeValueAsBytes(this);
  }

  /**
   * Reads a section; empty if it is not stored.
   *
   * @param file for the message
   * @throws IOException when the section has another form, or the reader throws
   */
  static <F, T> Optional<T> section(
      StoredHub<JsonNode> hub, String section, Class<F> form, Function<F, T> reader, Path file)
      throws IOException {
    JsonNode content = hub.sections().get(section);
    try {
      return content == null
          ? Optional.empty()
          : Optional.of(reader.apply(StoredForm.MAPPER.treeToValue(content, form)));
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  private static IOException unreadable(Path file, Exception cause) {
    return new IOException(
        file
            + " cannot be read as a kept hub ("
            + cause.getMessage()
            + "); move the file away to start a new hub",
        cause);
  }

  @Override
  public String toString() {
    return "StoredHub[" + name + ", " + sections.keySet() + "]";
  }
}
