package org.fleetreboot.engine;

import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Who has the next turn: as the groups, their pace, the quota and the hub's health allow. */
final class TurnGrants {
  private final Rollouts rollouts;
  private final HubQuota quota;
  private final HubWatch watch;
  private @Nullable Instant wakeAt;

  /** When the pace of a group allows its next turn; null when no group waits for that. */
  private @Nullable Instant paceAt;

  TurnGrants(Rollouts rollouts, HubQuota quota, HubWatch watch) {
    this.rollouts = rollouts;
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
  void giveBack(RolloutSlot rollout) {
    quota.giveBackCall();
    rollout.pace().giveBack();
  }

  /**
   * Gives turns, group by group, as long as one may be given.
   *
   * @param hasSlot whether one more call can be on the wire
   */
  void grant(Instant now, BooleanSupplier hasSlot, BiConsumer<RolloutSlot, DeviceSlot> giver) {
    none();
    boolean granted = true;
    while (granted && wakeAt == null) {
      granted = false;
      for (RolloutSlot rollout : rollouts.open()) {
        rollouts.watchWindow(rollout, now);
        granted |= wakeAt == null && grant(rollout, now, hasSlot, giver);
      }
    }
  }

  private boolean grant(
      RolloutSlot rollout,
      Instant now,
      BooleanSupplier hasSlot,
      BiConsumer<RolloutSlot, DeviceSlot> giver) {
    if (!hasSlot.getAsBoolean() || !rollouts.mayCall(rollout, now) || !isPaced(rollout, now)) {
      return false;
    }
    DeviceSlot device = rollouts.waiting().next(rollout, now);
    if (device == null) {
      return false;
    }
    if (!watch.admitsTurn(now)) {
      wakeAt = watch.nextTurnProbe();
    } else if (!quota.takeTurn(now)) {
      wakeAt = quota.nextTurn(now);
    }
    if (wakeAt != null) {
      rollout.pending.addFirst(device);
      return false;
    }
    watch.turnSent(now);
    rollout.pace().take();
    giver.accept(rollout, device);
    return true;
  }

  /** Whether the pace of the group allows one more; if not, plans when to ask again. */
  private boolean isPaced(RolloutSlot rollout, Instant now) {
    if (rollout.pending.isEmpty()) {
      return false;
    }
    RolloutPace pace = rollout.pace();
    if (!pace.hasPlace(rollout.state(), rollout.flying.size(), now)) {
      paceAt = Instants.earlier(paceAt, pace.nextPlace());
      return false;
    }
    if (!rollouts.mayBeAway(rollout, now)) {
      return false;
    }
    Instant next = pace.nextCall(rollout.state(), now);
    if (next.isAfter(now)) {
      paceAt = Instants.earlier(paceAt, next);
      return false;
    }
    return true;
  }
}
