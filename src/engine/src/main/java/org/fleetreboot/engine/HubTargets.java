package org.fleetreboot.engine;

import org.jspecify.annotations.Nullable;

/**
 * Which devices of one hub a group reboots.
 *
 * @param hub the name of the hub; null for the only one of the program
 * @param targets what {@code source} is, for people: a query, or "list"
 * @param source asked for the devices if they are not all known yet
 * @param disconnected asked before the first call and every minute after that, if the options limit
 *     how many devices may be down and count disconnected ones
 */
public record HubTargets(
    @Nullable String hub, String targets, TargetSource source, DisconnectedSource disconnected) {
  /** Of the only hub, where nobody can tell which devices are disconnected. */
  public static HubTargets of(String targets, TargetSource source) {
    return new HubTargets(null, targets, source, DisconnectedSource.NONE);
  }
}
