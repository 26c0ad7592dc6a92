package org.fleetreboot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Processes that follow a run as people do: by turns with {@code start --run-id}, which attaches to
 * the run and shows its progress, and with {@code events --follow}.
 */
final class Followers implements AutoCloseable {
  private static final long SECONDS = 120;
  private static final String CONFIRMED = "\"reboot.confirmed.v1\"";

  private record Follower(Process process, Path output, boolean endsWithTheRun) {}

  private final List<Follower> followers;

  private Followers(List<Follower> followers) {
    this.followers = followers;
  }

  static Followers attach(Path folder, Path journal, String run, int count) throws IOException {
    List<Follower> followers = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      boolean started = n % 2 == 0;
      Path output = folder.resolve("follower-" + n + ".txt");
      List<String> words =
          started
              ? List.of("start", Program.CHAIN, "--run-id", run, "--json")
              : List.of("events", "--run", run, "--follow", "--json");
      followers.add(
          new Follower(
              Processes.of(folder, output, Processes.SHORT_LIVED, withJournal(words, journal))
                  .start(),
              output,
              started));
    }
    return new Followers(followers);
  }

  static List<String> withJournal(List<String> words, Path journal) {
    return Stream.concat(words.stream(), Stream.of("--journal", journal.toString())).toList();
  }

  /**
   * Waits for the followers of a run that has ended.
   *
   * @throws IllegalStateException if one has failed, or has not seen so many devices confirmed
   */
  void requireAllSeen(int devices) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    for (Follower follower : followers) {
      while (!hasSeen(follower, devices)) {
        if (System.nanoTime() > until) {
          throw new IllegalStateException(
              "A follower is still behind: " + Files.readString(follower.output()));
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  private static boolean hasSeen(Follower follower, int devices) throws IOException {
    if (!follower.process().isAlive()
        && (!follower.endsWithTheRun() || follower.process().exitValue() != 0)) {
      throw new IllegalStateException(
          "A follower has ended: " + Files.readString(follower.output()));
    }
    if (follower.endsWithTheRun()) {
      return !follower.process().isAlive();
    }
    try (Stream<String> lines = Files.lines(follower.output())) {
      return lines.filter(line -> line.contains(CONFIRMED)).count() == devices;
    }
  }

  @Override
  public void close() {
    for (Follower follower : followers) {
      follower.process().destroyForcibly().onExit().join();
    }
  }
}
