package org.fleetreboot.app.report;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.terminal.LiveDisplay;
import org.fleetreboot.engine.FoldProgress;
import org.fleetreboot.journal.care.LongWork;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/** Shows how far long work is: as a bar at a terminal, as a line now and then elsewhere. */
public final class WorkProgress implements LongWork, AutoCloseable {
  /** Shorter work shows nothing, and leaves the terminal alone. */
  private static final Duration AT_FIRST = Duration.ofSeconds(1);

  private static final Duration BETWEEN_PICTURES = Duration.ofMillis(100);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final int BAR = 30;

  private boolean inPictures;
  private @Nullable LiveDisplay display;
  private final PrintStream err;
  private final InstantSource clock;
  private Instant next;

  private WorkProgress(boolean inPictures, PrintStream err, InstantSource clock) {
    this.inPictures = inPictures;
    this.err = err;
    this.clock = clock;
    this.next = clock.instant().plus(AT_FIRST);
  }

  /**
   * Opens it; work of less than a second shows nothing.
   *
   * @param json whether a script reads stdout
   */
  public static WorkProgress open(ProcessEnvironment environment, boolean json) {
    boolean isDumb = environment.variable("TERM").equals(Optional.of("dumb"));
    return new WorkProgress(
        !json && environment.isTerminal() && !isDumb, environment.err(), environment.clock());
  }

  /** Shows how far an engine's start is. */
  public FoldProgress ofStart() {
    return (folded, atMost) -> show("Reading what is open in the journal", folded, atMost);
  }

  @Override
  public void show(String what, long done, long total) {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    LiveDisplay pictures = display();
    if (pictures == null) {
      next = now.plus(BETWEEN_LINES);
      err.println(what + share(done, total) + " ...");
    } else {
      next = now.plus(BETWEEN_PICTURES);
      pictures.show(List.of(new AttributedString(what + bar(done, total) + share(done, total))));
    }
  }

  /** Null if lines must do. */
  private @Nullable LiveDisplay display() {
    if (inPictures && display == null) {
      try {
        display = LiveDisplay.open();
      } catch (IOException noTerminal) {
        inPictures = false;
      }
    }
    return display;
  }

  private static String share(long done, long total) {
    return total == 0 ? "" : ": %d %%".formatted(Math.min(100, done * 100 / total));
  }

  private static String bar(long done, long total) {
    if (total == 0) {
      return " ...";
    }
    int full = (int) Math.min(BAR, done * BAR / total);
    return " [" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
  }

  @Override
  public void close() {
    if (display != null) {
      display.show(List.of());
      display.close();
    }
  }
}
