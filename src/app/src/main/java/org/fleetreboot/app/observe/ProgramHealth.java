package org.fleetreboot.app.observe;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheck;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.workflow.DurationFormat;
import org.jspecify.annotations.Nullable;

/**
 * What makes the program well or unwell.
 *
 * <p>Down is only what this program's restart or its operator can mend: a journal or an engine that
 * has stopped or is stuck, and a disk that is nearly full. A database that does not answer makes it
 * unready, and not dead. A suspended hub and late results are told, but count as up: the program
 * waits for both by itself, a restart would change nothing, and its API must stay within reach of
 * whoever pauses or cancels a run.
 */
final class ProgramHealth {
  /** An fsync takes milliseconds, and a step less: this long is a broken disk, or a bug. */
  private static final Duration STUCK = Duration.ofSeconds(30);

  /** Four times what must stay free, below which the journal stops. */
  private static final long LITTLE_ROOM = 4 * DiskLimits.DEFAULT.minFreeBytes();

  private ProgramHealth() {}

  static List<HealthCheck> checks(
      Engine engine,
      Journal journal,
      JournalLocation location,
      EngineMeters steps,
      JournalMeters commits,
      ResultLag lag) {
    return List.of(
        ProgramCheck.ofLife(
            "reboot-journal",
            () ->
                journal(
                    now(journal.failure().toCompletableFuture()),
                    // A commit waits as long as a database is away, and a restart would not help.
                    location instanceof JournalInFile ? commits.underWay() : Optional.empty())),
        ProgramCheck.ofLife(
            "reboot-engine",
            () ->
                engine(
                    now(engine.failure().toCompletableFuture()),
                    steps.underWay(),
                    steps.waiting())),
        ProgramCheck.ofReadiness("reboot-hub", () -> hubs(engine)),
        ProgramCheck.ofReadiness("reboot-results", () -> results(lag.bySubscription())),
        room(journal, location));
  }

  /** Of the disk of a file; how full that of a database is, its own monitoring says. */
  private static HealthCheck room(Journal journal, JournalLocation location) {
    return location instanceof JournalInFile file
        ? ProgramCheck.ofReadiness("reboot-disk", () -> disk(file.file().toFile().getUsableSpace()))
        : ProgramCheck.ofReadiness("reboot-database", new DatabaseAnswer(journal)::finding);
  }

  private static @Nullable Throwable now(CompletableFuture<? extends Throwable> failure) {
    return failure.isDone() ? failure.join() : null;
  }

  static Finding journal(@Nullable Throwable failure, Optional<Duration> commit) {
    if (failure != null) {
      return Finding.down(
          "The journal has stopped, and so does the program."
              + " Correct what its log says, then start it.");
    }
    return commit
        .filter(taken -> taken.compareTo(STUCK) > 0)
        .map(
            taken ->
                Finding.down(
                    "A commit has taken "
                        + DurationFormat.of(taken)
                        + " so far. Look at the disk of the journal, then restart the program."))
        .orElse(Finding.up("The journal is written."));
  }

  static Finding engine(@Nullable Throwable failure, Optional<Duration> step, int waiting) {
    if (failure != null) {
      return Finding.down(
          "The engine has stopped; no device is called any more."
              + " Restart the program: its runs continue.");
    }
    return step.filter(taken -> taken.compareTo(STUCK) > 0)
        .map(
            taken ->
                Finding.down(
                    ("A step has taken %s so far; %d commands wait."
                            + " Restart the program: its runs continue.")
                        .formatted(DurationFormat.of(taken), waiting)))
        .orElse(Finding.up("Commands that wait: " + waiting + "."));
  }

  private static Finding hubs(Engine engine) {
    return Finding.up(
        engine.hubs().stream()
            .map(name -> hub(name, engine.health(name).trouble()))
            .collect(Collectors.joining(" ")));
  }

  static String hub(String name, @Nullable HubTrouble trouble) {
    return trouble == null
        ? "Hub " + name + " works."
        : "Hub %s is suspended: %s. ./fleet-reboot explain RUN says why, and when it is tried again."
            .formatted(name, trouble.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  static Finding results(Map<String, Long> lags) {
    long most = lags.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return Finding.up("Events that the latest receiver has yet to get: " + most + ".");
  }

  static Finding disk(long free) {
    String sentence = "%,d bytes are free beside the journal.".formatted(free);
    return free < LITTLE_ROOM
        ? Finding.down(sentence + " Make room: it stops soon.")
        : Finding.up(sentence);
  }
}
