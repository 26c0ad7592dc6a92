package org.fleetreboot.app.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.TextFile;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML files named on the command line. */
final class YamlFile {
  private static final int MOST_BYTES = 1024 * 1024;

  private YamlFile() {}

  /**
   * Reads a file of up to 1 MB.
   *
   * @param option the option that names it
   * @param entries what such a file lists
   * @throws ProgramFailure with file, line and remedy, if it cannot be read or is not YAML
   */
  static YamlNode root(Path file, String option, String entries) {
    String text = text(file, option);
    LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
    try {
      return new Compose(settings)
          .composeString(text)
          .map(root -> new YamlNode(file, root))
          .orElseThrow(
              () ->
                  YamlNode.refusal(
                      file, Optional.empty(), "it is empty; it lists %s".formatted(entries)));
    } catch (MarkedYamlEngineException e) {
      throw YamlNode.refusal(
          file,
          e.getProblemMark(),
          "invalid YAML (%s); correct the line".formatted(e.getProblem()));
    } catch (YamlEngineException e) {
      throw ProgramFailure.setup(file + " is not valid YAML; correct it.", e);
    }
  }

  private static String text(Path file, String option) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw ProgramFailure.setup(file + " exceeds 1 MB; shorten it.");
      }
      return TextFile.withoutMark(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (NoSuchFileException e) {
      throw ProgramFailure.setup("There is no %s; name a file as %s.".formatted(file, option), e);
    } catch (CharacterCodingException e) {
      throw ProgramFailure.setup(file + " is not in UTF-8; save it in UTF-8.", e);
    } catch (IOException e) {
      throw ProgramFailure.setup(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
