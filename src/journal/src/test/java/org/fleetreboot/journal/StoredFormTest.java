package org.fleetreboot.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows every change of what is stored: {@code events/<stored name>.json} is the form of each
 * event, byte for byte. {@code -Dgolden.rewrite=true} rewrites the files.
 */
class StoredFormTest {
  private static final Path GOLDEN = Path.of("src/test/resources/events");
  private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");
  private static final UUID ID = new UUID(1, 2);

  static final List<Record> EVENTS = SampleEvents.ALL;

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @FieldSource("EVENTS")
  void anEventIsWrittenAsItsFileShows(Record event) throws IOException {
    NewEvent stored = encode(event);
    Path golden = GOLDEN.resolve(stored.type() + ".json");
    if (REWRITE) {
      Files.createDirectories(GOLDEN);
      Files.write(golden, stored.data());
    }

    assertThat(new String(stored.data(), UTF_8)).isEqualTo(Files.readString(golden));
    assertThat(decode(golden)).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void everyFileCanBeRead(Path golden) throws IOException {
    assertThat(decode(golden)).isInstanceOf(Record.class);
  }

  @Test
  void everyEventHasItsFile() throws IOException {
    assertThat(goldenFiles())
        .extracting(file -> file.getFileName().toString())
        .containsAll(EventTypes.BY_NAME.keySet().stream().map(name -> name + ".json").toList());
  }

  static List<Path> goldenFiles() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files.sorted().toList();
    }
  }

  private Object decode(Path golden) throws IOException {
    String type = golden.getFileName().toString().replaceAll("\\.json$", "");
    byte[] data = Files.readAllBytes(golden);
    return codec.decode(
        new RecordedEvent(new Position(1), Appends.PUMP, 1, ID, type, Instant.EPOCH, data));
  }

  private NewEvent encode(Record event) {
    if (event instanceof RebootEvent reboot) {
      return codec.encode(ID, reboot);
    }
    if (event instanceof GroupEvent group) {
      return codec.encode(ID, group);
    }
    if (event instanceof FleetStopEvent stop) {
      return codec.encode(ID, stop);
    }
    return codec.encode(ID, (RunEvent) event);
  }
}
