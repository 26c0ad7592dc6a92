package org.fleetreboot.journal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

/**
 * Times durable appends and a full read, by hand: 200-byte events, 6 to a stream, 5,000 streams in
 * use at once in random order. Takes the directory to write in; the disk decides.
 */
final class AppendTiming {
  private static final String PARTITION = StreamId.partitionOf("north");
  private static final int ACTIVE = 5_000;
  private static final int EVENTS_PER_STREAM = 6;

  private final Random random = new Random(1);
  private final StreamId[] streams = new StreamId[ACTIVE];
  private final int[] versions = new int[ACTIVE];
  private int created;

  private AppendTiming() {}

  public static void main(String[] args) throws IOException {
    Path directory = Files.createTempDirectory(Path.of(args[0]), "timing");
    for (int round = 1; round <= 3; round++) {
      oneCaller(directory.resolve("caller-1-" + round), 1, 5_000);
      oneCaller(directory.resolve("caller-64-" + round), 64, 100_000);
      oneCaller(directory.resolve("caller-1024-" + round), 1_024, 600_000);
      oneCaller(directory.resolve("caller-5000-" + round), 5_000, 600_000);
      manyCallers(directory.resolve("callers-" + round), 8, 256, 300_000);
    }
  }

  /** One thread, so many appends in each call, one call after the other. */
  private static void oneCaller(Path file, int appendsPerCall, int events) throws IOException {
    AppendTiming load = new AppendTiming();
    try (Journal journal = open(file)) {
      long start = System.nanoTime();
      for (int done = 0; done < events; done += appendsPerCall) {
        journal.append(PARTITION, load.batch(appendsPerCall)).join();
      }
      print("1 caller, %,d per call".formatted(appendsPerCall), events, start);
      read(journal);
    }
  }

  /** Threads with a number of one-event calls outstanding each. */
  private static void manyCallers(Path file, int threads, int outstanding, int events) {
    try (Journal journal = open(file)) {
      long start = System.nanoTime();
      AtomicLong left = new AtomicLong(events);
      List<CompletableFuture<Void>> callers =
          IntStream.range(0, threads)
              .mapToObj(
                  caller ->
                      CompletableFuture.runAsync(
                          () -> call(journal, caller, outstanding, left),
                          task -> new Thread(task).start()))
              .toList();
      callers.forEach(CompletableFuture::join);
      print("%d callers, %d outstanding".formatted(threads, outstanding), events, start);
    }
  }

  private static void call(Journal journal, int caller, int outstanding, AtomicLong left) {
    ArrayDeque<CompletableFuture<Position>> waiting = new ArrayDeque<>();
    StreamId stream = StreamId.device("north", "caller-" + caller);
    Random random = new Random(caller);
    for (long version = 0; left.decrementAndGet() >= 0; version++) {
      if (waiting.size() == outstanding) {
        waiting.remove().join();
      }
      StreamAppend append = new StreamAppend(stream, version, List.of(event(random)));
      waiting.add(journal.append(PARTITION, List.of(append)));
    }
    waiting.forEach(CompletableFuture::join);
  }

  private List<StreamAppend> batch(int size) {
    List<StreamAppend> appends = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int slot = random.nextInt(ACTIVE);
      if (streams[slot] == null || versions[slot] == EVENTS_PER_STREAM) {
        String id = Long.toHexString(created++ * 0x9E3779B97F4A7C15L);
        streams[slot] = StreamId.device("north", id);
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
        new UUID(random.nextLong(), random.nextLong()), "reboot.confirmed.v1", data);
  }

  private static void read(Journal journal) {
    long start = System.nanoTime();
    AtomicLong bytes = new AtomicLong();
    journal.readAll(PARTITION, Position.START, event -> bytes.addAndGet(event.data().length));
    print("  read all", journal.head(PARTITION).value(), start);
  }

  private static Journal open(Path file) {
    return SqliteJournal.open(file, InstantSource.system(), DiskLimits.DEFAULT);
  }

  private static void print(String what, long events, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(Locale.ROOT, "%-32s %,9.0f events/s%n", what, events / seconds);
  }
}
