package org.fleetreboot.workflow;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a group asks for; frozen when its step starts.
 *
 * @param terms how each device is called, and what proves its reboot
 * @param allowEmpty whether a group without devices is a success
 * @param window when devices may be called; null for always
 * @param relations which devices may not be down together; null for no such thing
 * @param membership whether devices join that the query finds later; frozen when absent
 * @param down who counts as down where that is limited
 */
public record RolloutOptions(
    RebootTerms terms,
    Pace pace,
    LookPlan looks,
    StopRule stop,
    Precautions precautions,
    boolean allowEmpty,
    @Nullable WindowRule window,
    @Nullable Relations relations,
    Membership membership,
    DownRule down) {

  /** Whether the devices of a group are those of its start. */
  public enum Membership {
    /** They are. */
    FROZEN,
    /** Those that the query finds while the group is under way join it. */
    FOLLOW
  }

  /** The options that hold where a group names no others. */
  public static final RolloutOptions DEFAULT =
      new RolloutOptions(
          RebootTerms.DEFAULT,
          Pace.DEFAULT,
          LookPlan.DEFAULT,
          StopRule.DEFAULT,
          Precautions.DEFAULT,
          false,
          null,
          null,
          Membership.FROZEN,
          DownRule.DEFAULT);

  public RolloutOptions {
    // Absent in what older programs stored.
    membership = Objects.requireNonNullElse(membership, Membership.FROZEN);
    if (window != null && window.window().length().compareTo(terms.confirmWithin()) <= 0) {
      throw new IllegalArgumentException(
          "The window "
              + window.window()
              + " leaves no time for a call: the last one goes out confirmWithin, "
              + DurationWords.of(terms.confirmWithin())
              + ", before its end. Widen the window, or shorten confirmWithin.");
    }
  }

  /** The tags of a device that its turn depends on. */
  public Set<TagPath> tags() {
    if (relations == null && (window == null || window.zone() == null)) {
      return Set.of();
    }
    Set<TagPath> tags = new LinkedHashSet<>(relatingTags());
    if (window != null && window.zone() != null) {
      tags.add(window.zone());
    }
    return Collections.unmodifiableSet(tags);
  }

  /** The tags that relate devices to each other. */
  public Set<TagPath> relatingTags() {
    Set<TagPath> tags = new LinkedHashSet<>();
    if (relations != null) {
      relations.limits().forEach(limit -> tags.add(limit.tag()));
    }
    return Collections.unmodifiableSet(tags);
  }

  /** The same options with these terms. */
  public RolloutOptions with(RebootTerms changed) {
    return new RolloutOptions(
        changed, pace, looks, stop, precautions, allowEmpty, window, relations, membership, down);
  }

  /** The same options with this pace. */
  public RolloutOptions with(Pace changed) {
    return new RolloutOptions(
        terms, changed, looks, stop, precautions, allowEmpty, window, relations, membership, down);
  }

  /** The same options with these polls. */
  public RolloutOptions with(LookPlan changed) {
    return new RolloutOptions(
        terms, pace, changed, stop, precautions, allowEmpty, window, relations, membership, down);
  }

  /** The same options with this stop rule. */
  public RolloutOptions with(StopRule changed) {
    return new RolloutOptions(
        terms, pace, looks, changed, precautions, allowEmpty, window, relations, membership, down);
  }

  /** The same options with these precautions. */
  public RolloutOptions with(Precautions changed) {
    return new RolloutOptions(
        terms, pace, looks, stop, changed, allowEmpty, window, relations, membership, down);
  }

  /** The same options with this window. */
  public RolloutOptions with(WindowRule changed) {
    return new RolloutOptions(
        terms, pace, looks, stop, precautions, allowEmpty, changed, relations, membership, down);
  }

  /** The same options with these relations. */
  public RolloutOptions with(Relations changed) {
    return new RolloutOptions(
        terms, pace, looks, stop, precautions, allowEmpty, window, changed, membership, down);
  }

  /** The same options with this membership. */
  public RolloutOptions with(Membership changed) {
    return new RolloutOptions(
        terms, pace, looks, stop, precautions, allowEmpty, window, relations, changed, down);
  }

  /** The same options with this rule of who is down. */
  public RolloutOptions with(DownRule changed) {
    return new RolloutOptions(
        terms, pace, looks, stop, precautions, allowEmpty, window, relations, membership, changed);
  }

  /** Whether it depends on who is disconnected how many may be called. */
  public boolean countsDisconnected() {
    return down.countDisconnected() && (relations != null || pace.maxDown() != null);
  }

  /** The same options, for a group that may have no devices. */
  public RolloutOptions allowingEmpty() {
    return new RolloutOptions(
        terms, pace, looks, stop, precautions, true, window, relations, membership, down);
  }
}
