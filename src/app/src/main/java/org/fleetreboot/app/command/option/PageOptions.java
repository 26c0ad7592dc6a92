package org.fleetreboot.app.command.option;

import org.fleetreboot.app.failure.ProgramFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of a long answer a command shows. */
public final class PageOptions {
  /** What people take in at once; a person who looks for more sets a filter. */
  private static final int SCREENFUL = 50;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Show at most that many. Default: " + SCREENFUL + ".")
  private @Nullable Integer limit;

  @Option(names = "--all", description = "Show all.")
  private boolean all;

  /** How many to show at most. */
  public long most() {
    return most(SCREENFUL);
  }

  /** The same for a command whose default is another. */
  public long most(long otherwise) {
    if (limit != null && (limit < 1 || all)) {
      throw ProgramFailure.setup(
          all
              ? "Give --limit or --all, not both."
              : "--limit is %d: give 1 or more, or --all.".formatted(limit));
    }
    if (all) {
      return Long.MAX_VALUE;
    }
    return limit == null ? otherwise : limit;
  }

  /** Whether somebody has said how much to show. */
  public boolean isGiven() {
    return all || limit != null;
  }
}
