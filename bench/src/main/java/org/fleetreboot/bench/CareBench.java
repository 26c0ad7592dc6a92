package org.fleetreboot.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kills the works on a journal's file with SIGKILL at random moments: afterwards nothing is lost,
 * and the next start works.
 */
final class CareBench implements Benchmark {
  @Override
  public String usage() {
    return "[--kills 50] [--nights 80] [--devices 40] [--seed 1]: kill -9 at random moments of"
        + " snapshot, archive, compact, backup and rebuild, so many of each; nothing is lost";
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    return prove(
        options.number("kills", 50),
        options.number("nights", 80),
        options.number("devices", 40),
        options.number("seed", 1));
  }

  /**
   * Kills each kind of work so often.
   *
   * @throws GuaranteeViolation if the journal is not whole, or lacks anything
   */
  static Map<String, Object> prove(int kills, int nights, int devices, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Path folder = Files.createTempDirectory("fleet-reboot-care");
    Path whole = folder.resolve("whole.db");
    HistoryJournal.build(whole, nights, devices);
    JournalContent content = JournalContent.of(whole);
    // All but the last nights, so that several archives are written.
    Instant endedBefore = NightlyFleet.begin(Math.max(1, nights - 5));
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("kills", kills * CareWork.Kind.values().length);
    figures.put("lost", 0);
    try {
      for (CareWork.Kind kind : CareWork.Kind.values()) {
        figures.put(kind.word(), killed(kind, kills, endedBefore, folder, whole, content, random));
      }
    } finally {
      delete(folder);
    }
    figures.put("events", content.events());
    figures.put("seed", seed);
    return figures;
  }

  private static Map<String, Object> killed(
      CareWork.Kind kind,
      int kills,
      Instant endedBefore,
      Path folder,
      Path whole,
      JournalContent content,
      SplittableRandom random)
      throws Exception {
    Path place = folder.resolve(kind.word());
    Path file = fresh(place, whole);
    long begun = System.nanoTime();
    long nanos = work(kind, file, endedBefore, Long.MAX_VALUE) ? System.nanoTime() - begun : 0;
    content.require(file, kind + " without a kill");
    boolean isArchived = Files.exists(file.resolveSibling("archive"));
    if (isArchived != (kind == CareWork.Kind.ARCHIVE)) {
      throw new IllegalStateException("Nothing was archived: give more --nights.");
    }
    long longest = Math.min(nanos, TimeUnit.SECONDS.toNanos(10));
    file = fresh(place, whole);
    int inTheMiddle = 0;
    for (int kill = 1; kill <= kills; kill++) {
      long after = random.nextLong(1 + longest / 2);
      boolean completed = work(kind, file, endedBefore, after);
      content.require(file, "%s killed %d ms after its start".formatted(kind, after / 1_000_000));
      inTheMiddle += completed ? 0 : 1;
      if (completed) {
        file = fresh(place, whole);
      }
      System.err.printf("%s: %d of %d kills%n", kind.word(), kill, kills);
    }
    return Map.of("kills", kills, "inTheMiddle", inTheMiddle);
  }

  private static Path fresh(Path place, Path whole) throws IOException {
    delete(place);
    return Files.copy(whole, Files.createDirectories(place).resolve("journal.db"));
  }

  /**
   * Does the work in a process, and kills that.
   *
   * @param after so many nanoseconds after the work began
   * @return whether it had ended by then
   */
  private static boolean work(CareWork.Kind kind, Path file, Instant endedBefore, long after)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(Processes.SHORT_LIVED);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            CareWork.class.getName(),
            kind.name(),
            file.toString(),
            endedBefore.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.equals(CareWork.BEGIN)) {
        line = lines.readLine();
      }
      boolean ended = process.waitFor(after, TimeUnit.NANOSECONDS);
      process.destroyForcibly().waitFor();
      if (ended && process.exitValue() != 0) {
        throw new GuaranteeViolation(kind + " failed after an earlier kill; see its output.");
      }
      return ended;
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
