package org.fleetreboot.journal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.fleetreboot.journal.Appends;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.StreamId;

/**
 * Another process that appends to a journal until it is killed, or for a given number of appends
 * per stream. It prints a line for each append after its acknowledgement.
 */
public final class ForkedWriter implements AutoCloseable {
  static final int STREAMS = 8;

  private final Process process;
  private final Path acknowledged;

  private ForkedWriter(Process process, Path acknowledged) {
    this.process = process;
    this.acknowledged = acknowledged;
  }

  /** Starts the process; {@code prefix} is a command that runs it, such as a tracer. */
  public static ForkedWriter start(Path file, Path acknowledged, long appends, String... prefix)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ForkedWriter.class.getName(), file.toString(), "" + appends));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(acknowledged.toFile()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new ForkedWriter(process, acknowledged);
  }

  public long pid() {
    return process.pid();
  }

  public int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** The complete lines printed so far: stream, version, position. */
  public List<String> acknowledged() throws IOException {
    String text = Files.exists(acknowledged) ? Files.readString(acknowledged) : "";
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  public void awaitAcknowledged(int lines) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofMinutes(2))
        .until(() -> acknowledged().size() >= lines || !process.isAlive());
  }

  /** Like {@code kill -9}: no handler runs. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /** The process itself: a thread for each stream, each waiting for its acknowledgement. */
  public static void main(String[] args) throws InterruptedException {
    Path file = Path.of(args[0]);
    long appends = Long.parseLong(args[1]);
    try (Journal journal = SqliteJournal.open(file, InstantSource.system(), DiskLimits.DEFAULT)) {
      List<Thread> threads =
          Stream.iterate(0, i -> i + 1)
              .limit(STREAMS)
              .map(i -> new Thread(() -> append(journal, stream(i), appends)))
              .toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  static StreamId stream(int number) {
    return StreamId.device("north", "pump-" + number);
  }

  private static void append(Journal journal, StreamId stream, long appends) {
    long version = journal.read(stream).size();
    for (long i = 0; i < appends; i++) {
      long position = Appends.append(journal, Appends.to(stream, version++, 1)).value();
      System.out.println(stream.name() + " " + version + " " + position);
    }
  }
}
