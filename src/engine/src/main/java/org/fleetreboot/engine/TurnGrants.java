package org.fleetreboot.engine;

import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Who has the next turn: as the groups, their pace, the quota and the hub's health allow. */
final class TurnGrants {
  private final Groups groups;
  private final HubQuota quota;
  private final HubWatch watch;
  private @Nullable Instant wakeAt;

  /** When the pace of a group allows its next turn; null when no group waits for that. */
  private @Nullable Instant paceAt;

  TurnGrants(Groups groups, HubQuota quota, HubWatch watch) {
    this.groups = groups;
    this.quota = quota;
    this.watch = watch;
  }

  /** When turns that were denied for now may be had; null when none were. */
  @Nullable Instant wakeAt() {
    return Instants.earlier(wakeAt, paceAt);
  }

  /** Nobody takes turns now. */
  void none() {
    wakeAt = null;
    paceAt = null;
  }

  /** The turn came to no call: what it had taken of the pace and the quota is there for others. */
  void giveBack(LiveGroup group) {
    quota.giveBackCall();
    group.pace().giveBack();
  }

  /**
   * Gives turns, group by group, as long as one may be given.
   *
   * @param hasSlot whether one more call can be on the wire
   */
  void grant(Instant now, BooleanSupplier hasSlot, BiConsumer<LiveGroup, LiveDevice> giver) {
    none();
    boolean granted = true;
    while (granted && wakeAt == null) {
      granted = false;
      for (LiveGroup group : groups.open()) {
        groups.watchWindow(group, now);
        granted |= wakeAt == null && grant(group, now, hasSlot, giver);
      }
    }
  }

  private boolean grant(
      LiveGroup group,
      Instant now,
      BooleanSupplier hasSlot,
      BiConsumer<LiveGroup, LiveDevice> giver) {
    if (!hasSlot.getAsBoolean() || !groups.mayCall(group, now) || !isPaced(group, now)) {
      return false;
    }
    LiveDevice device = groups.waiting().next(group, now);
    if (device == null) {
      return false;
    }
    if (!watch.admitsTurn(now)) {
      wakeAt = watch.nextTurnProbe();
    } else if (!quota.takeTurn(now)) {
      wakeAt = quota.nextTurn(now);
    }
    if (wakeAt != null) {
      group.pending.addFirst(device);
      return false;
    }
    watch.turnSent(now);
    group.pace().take();
    giver.accept(group, device);
    return true;
  }

  /** Whether the pace of the group allows one more; if not, plans when to ask again. */
  private boolean isPaced(LiveGroup group, Instant now) {
    if (group.pending.isEmpty()) {
      return false;
    }
    GroupPace pace = group.pace();
    if (!pace.hasPlace(group.state(), group.flying.size(), now)) {
      paceAt = Instants.earlier(paceAt, pace.nextPlace());
      return false;
    }
    if (!groups.mayBeAway(group, now)) {
      return false;
    }
    Instant next = pace.nextCall(group.state(), now);
    if (next.isAfter(now)) {
      paceAt = Instants.earlier(paceAt, next);
      return false;
    }
    return true;
  }
}
