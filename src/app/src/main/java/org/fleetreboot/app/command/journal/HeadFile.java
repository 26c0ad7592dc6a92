package org.fleetreboot.app.command.journal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
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

  static HeadFile read(Path file) {
    try {
      return MAPPER.readValue(file.toFile(), HeadFile.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw ProgramFailure.setup(
          "%s holds no heads: it must be what ./fleet-reboot journal head --json printed."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "%s cannot be read (%s): name the file with what ./fleet-reboot journal head --json printed."
              .formatted(file, FileErrorText.of(e)),
          e);
    }
  }
}
