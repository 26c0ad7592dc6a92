package org.fleetreboot.reboot.device;

import java.util.Map;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Turn;
import org.jspecify.annotations.Nullable;

/** A turn and its results on the way through the route. Shared by all copies of its exchange. */
final class TurnContext {
  /** The exchange property that holds it. */
  static final String PROPERTY = "CamelRebootTurn";

  private final Turn turn;
  private volatile @Nullable HubTrouble trouble;
  private volatile @Nullable Map<String, Object> outcome;

  TurnContext(Turn turn) {
    this.turn = turn;
  }

  Turn turn() {
    return turn;
  }

  /** Why no twin was read before the call, if the hub was the reason. */
  @Nullable HubTrouble trouble() {
    return trouble;
  }

  void troubledBy(HubTrouble reason) {
    trouble = reason;
  }

  /** The step's first answer; null before it. */
  @Nullable Map<String, Object> outcome() {
    return outcome;
  }

  void endedWith(Map<String, Object> first) {
    outcome = first;
  }
}
