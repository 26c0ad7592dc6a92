package org.fleetreboot.app.command.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.app.failure.FileErrorText;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.journal.care.ChainHead;

/**
 * The heads of a journal, as {@code journal head --json} prints them and somebody keeps them.
 *
 * @param heads of its partitions
 */
record HeadFile(List<ChainHead> heads) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  HeadFile {
    heads = List.copyOf(heads);
  }

  /**
   * Reads a file of heads: lines of {@code journal head}, or JSON objects, as {@code journal head
   * --json} prints them or a route from {@code reboot-events:} with {@code types=head} delivers
   * them, one after the other.
   */
  static HeadFile read(Path file) {
    try {
      String text = Files.readString(file).strip();
      return new HeadFile(text.startsWith("{") ? objects(text) : lines(text));
    } catch (JsonProcessingException | IllegalArgumentException | CharacterCodingException e) {
      throw ProgramFailure.setup(
          "%s holds something else than heads (%s): it must be what ./fleet-reboot journal head printed, or what a route with types=head wrote, one JSON object a line."
              .formatted(file, reason(e)),
          e);
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "%s cannot be read (%s): name the file with what ./fleet-reboot journal head printed, or a route with types=head wrote."
              .formatted(file, FileErrorText.of(e)),
          e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof JsonProcessingException json && json.getLocation() != null
        ? "line %d is no JSON object".formatted(json.getLocation().getLineNr())
        : e instanceof IllegalArgumentException
            ? String.valueOf(e.getMessage())
            : "it is no text in UTF-8";
  }

  private static List<ChainHead> lines(String text) {
    return text.lines().filter(line -> !line.isBlank()).map(ChainHead::parse).toList();
  }

  private static List<ChainHead> objects(String text) throws IOException {
    List<ChainHead> heads = new ArrayList<>();
    try (MappingIterator<JsonNode> objects = MAPPER.readerFor(JsonNode.class).readValues(text)) {
      while (objects.hasNextValue()) {
        JsonNode object = objects.nextValue();
        if (object.has("heads")) {
          object.get("heads").forEach(head -> heads.add(head(head)));
        } else {
          // A CloudEvent has its fields in its data.
          heads.add(head(object.has("specversion") ? object.path("data") : object));
        }
      }
    }
    return heads;
  }

  private static ChainHead head(JsonNode object) {
    return ChainHead.parse(
        String.join(
            ":",
            object.path("partition").asText(),
            object.path("position").asText(),
            object.path("hash").asText()));
  }
}
