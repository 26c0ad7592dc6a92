package org.fleetreboot.app.command.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.api.HubOfProgram;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.journal.JournalRefused;

/**
 * Asks the program of a journal how its hub is, one question at a time. Whoever draws or waits for
 * Ctrl-C is never kept by a program that hangs: a question runs by itself, and until its answer the
 * one before counts. Not thread-safe.
 */
final class ProgramQuestions {
  /** The hub's state is shown to people, and the end of a program is noticed, within this time. */
  private static final Duration ASKED_EVERY = Duration.ofSeconds(3);

  private final JournalLocation journal;
  private final InstantSource clock;

  /** Only touched by the question that is under way. */
  private volatile Optional<ApiClient> api = Optional.empty();

  private Answer latest = new Answer(true, Optional.empty());
  private CompletableFuture<Answer> asked = CompletableFuture.completedFuture(latest);
  private Instant nextQuestion = Instant.MIN;

  ProgramQuestions(JournalLocation journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /** The latest answer; asks anew when it is time. */
  Answer latest() {
    if (asked.isDone()) {
      latest = asked.getNow(latest);
      Instant now = clock.instant();
      // A clock that was set back would silence it otherwise.
      if (!now.isBefore(nextQuestion) || nextQuestion.isAfter(now.plus(ASKED_EVERY))) {
        nextQuestion = now.plus(ASKED_EVERY);
        asked = CompletableFuture.supplyAsync(this::ask, ProgramQuestions::beside);
      }
    }
    return latest;
  }

  private static void beside(Runnable question) {
    Thread thread = new Thread(question, "question");
    thread.setDaemon(true);
    thread.start();
  }

  private Answer ask() {
    Optional<HubStates> hubs = hubs();
    return new Answer(hubs.isPresent() || holdsTheJournal(), hubs);
  }

  private Optional<HubStates> hubs() {
    try {
      if (api.isEmpty()) {
        api = ApiClient.of(journal);
      }
      Optional<HubStates> hubs = api.flatMap(HubOfProgram::ask);
      if (hubs.isEmpty()) {
        // A program that is started again has another address.
        api = Optional.empty();
      }
      return hubs;
    } catch (ProgramFailure | JournalRefused e) {
      // The journal is sufficient without it.
      return Optional.empty();
    }
  }

  private boolean holdsTheJournal() {
    try {
      return journal.program().isPresent();
    } catch (JournalRefused readOnly) {
      return true;
    }
  }

  /**
   * @param works whether a program has the journal open
   * @param hubs what it says about its hubs; empty if it does not answer
   */
  record Answer(boolean works, Optional<HubStates> hubs) {}
}
