package org.fleetreboot.workflow.options;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.fleetreboot.workflow.DurationFormat;
import org.jspecify.annotations.Nullable;

/**
 * The options of a group, a record for each concern; frozen when its step starts. CONTRIBUTING.md
 * says which four files a new option touches.
 *
 * @param callOptions how each device is called, and what proves its reboot
 * @param allowEmpty whether a group without devices succeeds
 * @param window when devices may be called; null for always
 * @param budget which devices may not be down together; null for no limit
 * @param membership whether devices that the query finds later join
 * @param disconnectedPolicy which disconnected devices count as down for the limits
 */
@RecordBuilder
public record GroupOptions(
    CallOptions callOptions,
    Pace pace,
    PollOptions polls,
    StopRule stop,
    OfflinePolicy offlinePolicy,
    boolean allowEmpty,
    @Nullable WindowRule window,
    @Nullable DisruptionBudget budget,
    Membership membership,
    DisconnectedPolicy disconnectedPolicy) {

  /** Which devices belong to a group. */
  public enum Membership {
    /** The devices found at its start. */
    FROZEN,
    /** Also devices that the query finds while the group is under way. */
    FOLLOW
  }

  /** The defaults. */
  public static final GroupOptions DEFAULT =
      new GroupOptions(
          CallOptions.DEFAULT,
          Pace.DEFAULT,
          PollOptions.DEFAULT,
          StopRule.DEFAULT,
          OfflinePolicy.DEFAULT,
          false,
          null,
          null,
          Membership.FROZEN,
          DisconnectedPolicy.DEFAULT);

  public GroupOptions {
    if (window != null && window.window().length().compareTo(callOptions.confirmWithin()) <= 0) {
      throw new IllegalArgumentException(
          "The window "
              + window.window()
              + " leaves no time for a call: the last one goes out confirmWithin, "
              + DurationFormat.of(callOptions.confirmWithin())
              + ", before its end. Widen the window, or shorten confirmWithin.");
    }
  }

  /** The tags that a device's turn depends on. */
  public Set<TagPath> tags() {
    if (budget == null && (window == null || window.windowZone() == null)) {
      return Set.of();
    }
    Set<TagPath> tags = new LinkedHashSet<>(relatingTags());
    if (window != null && window.windowZone() != null) {
      tags.add(window.windowZone());
    }
    return Collections.unmodifiableSet(tags);
  }

  /** The tags that relate devices to each other. */
  public Set<TagPath> relatingTags() {
    Set<TagPath> tags = new LinkedHashSet<>();
    if (budget != null) {
      budget.limits().forEach(limit -> tags.add(limit.tag()));
    }
    return Collections.unmodifiableSet(tags);
  }

  /** A builder that starts with these options. */
  public GroupOptionsBuilder with() {
    return GroupOptionsBuilder.builder(this);
  }

  /** The same options with other call options. */
  public GroupOptions with(CallOptions changed) {
    return with().callOptions(changed).build();
  }

  /** The same options with another pace. */
  public GroupOptions with(Pace changed) {
    return with().pace(changed).build();
  }

  /** The same options with these polls. */
  public GroupOptions with(PollOptions changed) {
    return with().polls(changed).build();
  }

  /** The same options with another stop rule. */
  public GroupOptions with(StopRule changed) {
    return with().stop(changed).build();
  }

  /** The same options with another offline policy. */
  public GroupOptions with(OfflinePolicy changed) {
    return with().offlinePolicy(changed).build();
  }

  /** The same options with another window. */
  public GroupOptions with(WindowRule changed) {
    return with().window(changed).build();
  }

  /** The same options with another disruption budget. */
  public GroupOptions with(DisruptionBudget changed) {
    return with().budget(changed).build();
  }

  /** The same options with another membership. */
  public GroupOptions with(Membership changed) {
    return with().membership(changed).build();
  }

  /** The same options with another policy for disconnected devices. */
  public GroupOptions with(DisconnectedPolicy changed) {
    return with().disconnectedPolicy(changed).build();
  }

  /** Whether the number of devices that may be called depends on who is disconnected. */
  public boolean countsDisconnected() {
    return disconnectedPolicy.countDisconnected() && (budget != null || pace.maxDown() != null);
  }
}
