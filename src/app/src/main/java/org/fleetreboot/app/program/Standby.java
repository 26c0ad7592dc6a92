package org.fleetreboot.app.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.fleetreboot.app.observe.StandbyHealth;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalSetting;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.JournalInUse;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.HubInUse;
import org.fleetreboot.journal.file.HubLock;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.workflow.DurationFormat;

/**
 * A program that waits until nobody works with its journal and its hub, and then starts as after a
 * restart. It decides by the locks, which the operating system takes from a process that ends,
 * however it ends, and from no other; it measures no silence. It creates no journal and mounts no
 * volume. For one thread.
 */
public final class Standby {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Settings settings;
  private final ProcessEnvironment environment;
  private final Hubs hubs;
  private final Path journal;
  private final Path folder;
  private final Path locks;
  private final Instant begun;
  private String told = "";
  private Instant lastHeld;

  public Standby(Settings settings, ProcessEnvironment environment, Hubs hubs) {
    this.settings = settings;
    this.environment = environment;
    this.hubs = hubs;
    this.journal = JournalSetting.file(settings, environment);
    this.folder = Objects.requireNonNull(journal.getParent(), "It is absolute.");
    this.locks = settings.machineFolders(environment).locks();
    this.begun = environment.clock().instant();
    this.lastHeld = begun;
  }

  /**
   * Waits, then starts the program. Its end and its errors are as those of {@link RebootProgram}.
   *
   * @param stopped waits at most that long, and returns true when waiting should end
   * @return the started program; empty if waiting ended before
   * @throws org.fleetreboot.app.failure.ProgramFailure if it could not work either
   */
  public Optional<RebootProgram> takeOver(Predicate<Duration> stopped) {
    // Whoever stands by learns now what would keep it from working.
    JournalFile.requireLocal(journal);
    RebootProgram.requireWorkable(settings, environment, hubs);
    while (isFree(stopped)) {
      Optional<RebootProgram> program = start();
      if (program.isPresent()) {
        say("took over in %s, after %s in standby".formatted(since(lastHeld), since(begun)));
        return program;
      }
    }
    return Optional.empty();
  }

  /** Returns false if waiting ended before. */
  private boolean isFree(Predicate<Duration> stopped) {
    try (StandbyHealth health = StandbyHealth.of(settings, environment)) {
      Optional<String> obstacle = obstacle();
      while (obstacle.isPresent()) {
        health.waitsFor(obstacle.get());
        tell(obstacle.get());
        if (stopped.test(BETWEEN_LOOKS)) {
          return false;
        }
        lastHeld = environment.clock().instant();
        obstacle = obstacle();
      }
      return true;
    }
  }

  /** Why it cannot start yet, as a sentence; empty if it can. */
  private Optional<String> obstacle() {
    if (Files.notExists(journal)) {
      return Optional.of(
          Files.isDirectory(folder)
              ? "there is no journal at %s yet; a standby creates none".formatted(journal)
              : "folder %s, in which the journal should be, does not exist yet; a standby mounts no volume"
                  .formatted(folder));
    }
    JournalFile.requireLocal(journal);
    return JournalFile.writer(journal)
        .map(holder -> "%s has journal %s".formatted(holder.process(), journal))
        .or(
            () ->
                hubs.all().stream()
                    .flatMap(hub -> held(hub.access().endpoint()).stream())
                    .findFirst());
  }

  private Optional<String> held(HubEndpoint hub) {
    return HubLock.holder(locks, hub)
        .map(
            holder ->
                "%s works with hub %s%s"
                    .formatted(
                        holder.process(),
                        hub,
                        holder.said().map(" from journal "::concat).orElse("")));
  }

  /** Empty if another program was faster. */
  private Optional<RebootProgram> start() {
    RebootProgram program;
    try {
      program = RebootProgram.openExisting(settings, environment, hubs);
    } catch (JournalInUse faster) {
      return Optional.empty();
    } catch (JournalRefused refused) {
      if (Files.notExists(journal)) {
        // Its volume has left again.
        return Optional.empty();
      }
      throw refused;
    }
    say("taking over journal " + journal);
    try {
      program.start(true);
      return Optional.of(program);
    } catch (HubInUse faster) {
      program.close();
      return Optional.empty();
    } catch (RuntimeException refused) {
      program.close();
      throw refused;
    }
  }

  /** Once for each thing that it waits for. */
  private void tell(String obstacle) {
    if (!told.equals(obstacle)) {
      say("standing by, because " + obstacle);
      told = obstacle;
    }
  }

  private void say(String what) {
    environment.err().println("fleet-reboot: " + what);
  }

  private String since(Instant past) {
    return DurationFormat.of(
        Duration.between(past, environment.clock().instant()).truncatedTo(ChronoUnit.MILLIS));
  }
}
