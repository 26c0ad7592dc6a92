package org.fleetreboot.app.program;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalInDatabase;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.JournalUnreachable;

/**
 * Starts a program whose journal is in a database, as one of its nodes: waits until the database
 * answers. For one thread.
 */
public final class PatientStart {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final Settings settings;
  private final ProcessEnvironment environment;
  private final Hubs hubs;
  private final JournalInDatabase journal;
  private String told = "";
  private Duration pause = FIRST_PAUSE;

  public PatientStart(
      Settings settings, ProcessEnvironment environment, Hubs hubs, JournalInDatabase journal) {
    this.settings = settings;
    this.environment = environment;
    this.hubs = hubs;
    this.journal = journal;
  }

  /**
   * Waits, then starts the program with its triggers.
   *
   * @param stopped waits at most that long, and returns true when waiting should end
   * @return empty if waiting ended before
   * @throws org.fleetreboot.app.failure.ProgramFailure if it could not work either
   * @throws org.fleetreboot.journal.JournalRefused if the database cannot be used
   */
  public Optional<RebootProgram> start(Predicate<Duration> stopped) {
    while (true) {
      try {
        return Optional.of(started());
      } catch (JournalUnreachable away) {
        tell(String.valueOf(away.getMessage()).replaceFirst("[.]$", ""));
        Duration wait = pause;
        pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        if (stopped.test(wait)) {
          return Optional.empty();
        }
      }
    }
  }

  private static Duration min(Duration one, Duration two) {
    return one.compareTo(two) < 0 ? one : two;
  }

  private RebootProgram started() {
    RebootProgram program = RebootProgram.open(settings, environment, hubs);
    try {
      program.startAmongNodes();
      if (!told.isEmpty()) {
        say("journal " + journal + " answers; the program runs");
      }
      return program;
    } catch (RuntimeException refused) {
      program.close();
      throw refused;
    }
  }

  /** Once for each thing that it waits for. */
  private void tell(String obstacle) {
    if (!told.equals(obstacle)) {
      say("waiting, because " + obstacle);
      told = obstacle;
    }
  }

  private void say(String what) {
    environment.err().println("fleet-reboot: " + what);
  }
}
