package org.fleetreboot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.sqlite.SqliteJournal;

/**
 * Durable appends and a full read of a journal: 200-byte events, 6 per stream, 5,000 streams in use
 * at once in random order. The disk decides.
 */
final class AppendBench implements Benchmark {
  private static final String PARTITION = StreamId.partitionOf("north");
  private static final int CALLERS = 8;
  private static final int OUTSTANDING = 256;

  @Override
  public String usage() {
    return "[--events 600000] [--directory .]: durable appends per second, by appends per call";
  }

  @Override
  public Map<String, Object> run(Options options) throws IOException {
    int events = options.number("events", 600_000);
    Path directory = Files.createTempDirectory(Path.of(options.word("directory", ".")), "appends");
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("events", events);
    for (int perCall : new int[] {1, 64, 1_024, 5_000}) {
      // One event at a time needs one commit each.
      int number = perCall == 1 ? Math.max(1, events / 100) : events;
      try (Journal journal = open(directory.resolve("calls-of-" + perCall + ".db"))) {
        figures.put("oneCallerOf" + perCall, oneCaller(journal, perCall, number));
        figures.put("readAfterCallsOf" + perCall, read(journal));
      }
    }
    try (Journal journal = open(directory.resolve("callers.db"))) {
      figures.put(
          "%dCallersWith%dOutstanding".formatted(CALLERS, OUTSTANDING),
          manyCallers(journal, events));
    }
    delete(directory);
    return figures;
  }

  /** Events per second: that many appends per call, one call after another. */
  private static long oneCaller(Journal journal, int perCall, int events) {
    AppendedStreams streams = new AppendedStreams();
    long start = System.nanoTime();
    for (int done = 0; done < events; done += perCall) {
      journal.append(PARTITION, streams.batch(perCall)).join();
    }
    return perSecond(events, start);
  }

  /** Events per second: threads with a number of outstanding one-event calls each. */
  private static long manyCallers(Journal journal, int events) {
    long start = System.nanoTime();
    AtomicLong left = new AtomicLong(events);
    List<CompletableFuture<Void>> callers =
        IntStream.range(0, CALLERS)
            .mapToObj(
                caller ->
                    CompletableFuture.runAsync(
                        () -> call(journal, caller, left), task -> new Thread(task).start()))
            .toList();
    callers.forEach(CompletableFuture::join);
    return perSecond(events, start);
  }

  private static void call(Journal journal, int caller, AtomicLong left) {
    ArrayDeque<CompletableFuture<Position>> waiting = new ArrayDeque<>();
    StreamId stream = StreamId.device("north", "caller-" + caller);
    Random random = new Random(caller);
    for (long version = 0; left.decrementAndGet() >= 0; version++) {
      if (waiting.size() == OUTSTANDING) {
        waiting.remove().join();
      }
      StreamAppend append =
          new StreamAppend(stream, version, List.of(AppendedStreams.event(random)));
      waiting.add(journal.append(PARTITION, List.of(append)));
    }
    waiting.forEach(CompletableFuture::join);
  }

  private static long read(Journal journal) {
    long start = System.nanoTime();
    AtomicLong bytes = new AtomicLong();
    journal.readAll(PARTITION, Position.START, event -> bytes.addAndGet(event.data().length));
    return perSecond(journal.head(PARTITION).value(), start);
  }

  private static Journal open(Path file) {
    return SqliteJournal.open(file, InstantSource.system(), DiskLimits.DEFAULT);
  }

  private static long perSecond(long events, long start) {
    return events * 1_000_000_000L / Math.max(1, System.nanoTime() - start);
  }

  private static void delete(Path directory) throws IOException {
    List<Path> files;
    try (var all = Files.list(directory)) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(directory);
  }

  /** The streams in use, each replaced by a new one when it is full. */
  private static final class AppendedStreams {
    private static final int ACTIVE = 5_000;
    private static final int EVENTS_PER_STREAM = 6;

    private final Random random = new Random(1);
    private final StreamId[] streams = new StreamId[ACTIVE];
    private final int[] versions = new int[ACTIVE];
    private int created;

    private List<StreamAppend> batch(int size) {
      List<StreamAppend> appends = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        int slot = random.nextInt(ACTIVE);
        if (streams[slot] == null || versions[slot] == EVENTS_PER_STREAM) {
          streams[slot] =
              StreamId.device("north", Long.toHexString(created++ * 0x9E3779B97F4A7C15L));
          versions[slot] = 0;
        }
        appends.add(new StreamAppend(streams[slot], versions[slot]++, List.of(event(random))));
      }
      return appends;
    }

    private static NewEvent event(Random random) {
      byte[] data = new byte[180];
      random.nextBytes(data);
      return new NewEvent(
          new UUID(random.nextLong(), random.nextLong()), "bench.appended.v1", data);
    }
  }
}
