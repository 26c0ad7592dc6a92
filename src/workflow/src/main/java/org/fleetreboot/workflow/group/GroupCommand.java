package org.fleetreboot.workflow.group;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.options.GroupOptions;
import org.jspecify.annotations.Nullable;

/** What is asked of the rules of one group. */
public sealed interface GroupCommand {
  Instant now();

  /** Begins the step with these options; those it began with stay when it had begun before. */
  record Start(String run, String step, Instant now, String targets, GroupOptions options)
      implements GroupCommand {}

  /**
   * Adds devices, and freezes the list when these are the last. Later those alone that follow.
   *
   * @param devices without those added before: the rules hold counts and cannot tell
   */
  record AddTargets(Instant now, List<String> devices, boolean last) implements GroupCommand {}

  /** The devices cannot all be collected: nothing was called, and nothing will be. */
  record Fail(Instant now, String reason) implements GroupCommand {}

  record Pause(Instant now, String by, String reason) implements GroupCommand {}

  record Resume(Instant now, String by, @Nullable String reason) implements GroupCommand {}

  /**
   * Ends it.
   *
   * @param forced whether it does not wait for the devices under way
   */
  record Cancel(Instant now, String by, String reason, boolean forced) implements GroupCommand {}

  /**
   * Ends a group that was cancelled by force, once all are left out that can be.
   *
   * @param underWay those that were called, and whose outcome is not known yet
   */
  record LetGo(Instant now, int underWay) implements GroupCommand {}

  /**
   * Asks whether a stop rule is broken, and whether all is settled.
   *
   * @param complete whether no device can join any more
   */
  record Judge(Instant now, boolean complete) implements GroupCommand {}
}
