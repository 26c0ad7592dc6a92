package org.fleetreboot.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Events and batches for tests; event ids are derived from their content, so nothing is random. */
public final class Appends {
  public static final String HUB = "hub/north";
  public static final StreamId PUMP = StreamId.device("north", "pump-7");
  public static final StreamId VALVE = StreamId.device("north", "valve-1");

  private Appends() {}

  public static NewEvent event(String text) {
    UUID id = UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
    return new NewEvent(id, "test.happened.v1", ("{\"text\":\"" + text + "\"}").getBytes(UTF_8));
  }

  /** {@code count} events for one stream; their text names stream and version. */
  public static StreamAppend to(StreamId stream, long expectedVersion, int count) {
    List<NewEvent> events =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> event(stream.name() + "@" + (expectedVersion + i)))
            .toList();
    return new StreamAppend(stream, expectedVersion, events);
  }

  public static Position append(Journal journal, StreamAppend... appends) {
    return journal.append(appends[0].stream().partition(), List.of(appends)).join();
  }
}
