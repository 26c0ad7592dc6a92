package org.fleetreboot.workflow.group;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.options.GroupOptions;
import org.jspecify.annotations.Nullable;

/** A command to the rules of one group. */
public sealed interface GroupCommand {
  Instant now();

  /**
   * Begins the step with these options; a step that had begun keeps its first options.
   *
   * @param shared whether the step has groups on other hubs too
   */
  record Start(
      String run, String step, Instant now, String targets, GroupOptions options, boolean shared)
      implements GroupCommand {}

  /**
   * Adds devices, and freezes the list if these are the last. After that, only a group that follows
   * its query takes more.
   *
   * @param devices without those added before, which the rules cannot know: they only hold counts
   */
  record AddTargets(Instant now, List<String> devices, boolean last) implements GroupCommand {}

  /** Not all devices can be collected: none was called, and none will be. */
  record Fail(Instant now, String reason) implements GroupCommand {}

  record Pause(Instant now, Requester by, String reason) implements GroupCommand {}

  record Resume(Instant now, Requester by, @Nullable String reason) implements GroupCommand {}

  /**
   * Cancels the group.
   *
   * @param forced whether to end without waiting for the devices under way
   */
  record Cancel(Instant now, Requester by, String reason, boolean forced) implements GroupCommand {}

  /**
   * Settles a group whose cancel was forced, once all uncalled devices are cancelled.
   *
   * @param underWay how many devices were called and have no outcome yet
   */
  record SettleForced(Instant now, int underWay) implements GroupCommand {}

  /**
   * Checks whether a stop rule is broken, and whether all devices are settled.
   *
   * @param complete whether no more devices can join
   * @param elsewhere the outcomes of the step's groups on other hubs, which count with its own
   * @param targetsElsewhere how many devices those have so far
   */
  record Judge(Instant now, boolean complete, Tally elsewhere, int targetsElsewhere)
      implements GroupCommand {
    /** Of a group that is alone in its step. */
    public Judge(Instant now, boolean complete) {
      this(now, complete, Tally.EMPTY, 0);
    }
  }
}
