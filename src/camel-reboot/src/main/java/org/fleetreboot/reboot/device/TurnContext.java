package org.fleetreboot.reboot.device;

import java.util.Map;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Turn;
import org.jspecify.annotations.Nullable;

/**
 * A turn on its way through the route, and what came of it. Shared by all copies of its exchange.
 */
final class TurnContext {
  /** The exchange property that carries it. */
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

  /** Why no twin was read before the call, when the hub was the reason. */
  @Nullable HubTrouble trouble() {
    return trouble;
  }

  void troubledBy(HubTrouble reason) {
    trouble = reason;
  }

  /** What the step answered the first time; null before. */
  @Nullable Map<String, Object> outcome() {
    return outcome;
  }

  void endedWith(Map<String, Object> first) {
    outcome = first;
  }
}
