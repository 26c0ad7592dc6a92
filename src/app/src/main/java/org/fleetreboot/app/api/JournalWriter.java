package org.fleetreboot.app.api;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.JournalInUse;
import org.fleetreboot.journal.file.HubInUse;
import org.fleetreboot.journal.lock.Holder;
import org.jspecify.annotations.Nullable;

/**
 * Gives commands to whoever may write to a journal: the program that holds its lock, or this
 * process if nobody does. The lock decides; the file with the API's address only says where that
 * program listens.
 */
public final class JournalWriter {
  /** How long a program may take to start on a large journal, or to end with pending answers. */
  private static final Duration REACHED_WITHIN = Duration.ofSeconds(30);

  private static final Duration TOLD_AFTER = Duration.ofSeconds(1);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  private final JournalLocation journal;
  private final @Nullable String token;
  private final PrintStream err;
  private final InstantSource clock;
  private final Duration patience;

  /** With messages that it waits for a program, and as the person whose token is set. */
  public JournalWriter(JournalLocation journal, ProcessEnvironment environment) {
    this(
        journal,
        environment.err(),
        environment.clock(),
        REACHED_WITHIN,
        environment.variable(ApiClient.TOKEN).orElse(null));
  }

  /**
   * @param token of whoever asks; null for that of the program
   */
  JournalWriter(
      JournalLocation journal,
      PrintStream err,
      InstantSource clock,
      Duration patience,
      @Nullable String token) {
    this.token = token;
    this.journal = journal;
    this.err = err;
    this.clock = clock;
    this.patience = patience;
  }

  /** Without a program, nobody proves whose token it is. */
  private void requireNoToken() {
    if (token != null) {
      throw ProgramFailure.setup(
          "%s proves a name to a running program, and none works with journal %s: start one, or unset it to act as the login."
              .formatted(ApiClient.TOKEN, journal));
    }
  }

  /**
   * Carries out a command once, in one of two ways. Waits for a program that is starting or ending.
   *
   * @param running asks the program; empty if it ended before it accepted
   * @param atRest carries out the command on the journal itself, unless the journal or its hub is
   *     in use
   * @throws ProgramFailure if the program that holds the journal cannot be reached
   * @throws HubInUse if a program with another journal works with the hub
   */
  public <T> T order(Function<ApiClient, Optional<T>> running, Supplier<T> atRest) {
    Instant began = clock.instant();
    boolean told = false;
    while (true) {
      Optional<Holder> program = journal.program();
      if (program.isEmpty()) {
        requireNoToken();
        try {
          return atRest.get();
        } catch (JournalInUse startedMeanwhile) {
          program = Optional.of(startedMeanwhile.holder());
        } catch (HubInUse another) {
          if (!(journal instanceof JournalInFile own && another.isWith(own.file()))) {
            throw another;
          }
          program = Optional.of(another.holder());
        }
      }
      Optional<T> done = ApiClient.of(journal, program.get(), token).flatMap(running);
      if (done.isPresent()) {
        return done.get();
      }
      Duration waited = Duration.between(began, clock.instant());
      if (waited.compareTo(patience) > 0) {
        throw ProgramFailure.setup(
            "Journal %s is held by %s, which has not opened its API within %d s: it is starting or ending, or is not a fleet-reboot of this version. Try again, or stop that process."
                .formatted(journal, program.get().process(), patience.toSeconds()));
      }
      if (!told && waited.compareTo(TOLD_AFTER) > 0) {
        told = true;
        err.printf(
            "fleet-reboot: waiting for %s, which is starting or ending …%n",
            program.get().process());
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }
}
