package org.fleetreboot.workflow;

import java.time.Instant;
import java.util.List;

/** What is asked of the rules of one group. */
public sealed interface RolloutCommand {
  Instant now();

  /** Begins the step with these options; those it began with stay when it had begun before. */
  record Start(String run, String step, Instant now, String targets, RolloutOptions options)
      implements RolloutCommand {}

  /**
   * Adds devices, and freezes the list when these are the last.
   *
   * @param devices without those added before: the rules hold counts and cannot tell
   */
  record AddTargets(Instant now, List<String> devices, boolean last) implements RolloutCommand {}

  /** The devices cannot all be collected: nothing was called, and nothing will be. */
  record Fail(Instant now, String reason) implements RolloutCommand {}

  record Pause(Instant now, String by, String reason) implements RolloutCommand {}

  record Resume(Instant now, String by) implements RolloutCommand {}

  record Cancel(Instant now, String by, String reason) implements RolloutCommand {}

  /** Asks whether a stop rule is broken, and whether all is settled. */
  record Judge(Instant now) implements RolloutCommand {}
}
