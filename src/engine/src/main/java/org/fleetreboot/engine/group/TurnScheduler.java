package org.fleetreboot.engine.group;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.engine.hub.HubBreakers;
import org.fleetreboot.engine.hub.HubQuota;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.Effect;
import org.fleetreboot.engine.state.GroupPace;
import org.fleetreboot.engine.state.HubRecorder;
import org.fleetreboot.engine.state.Instants;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.TwinReading;
import org.jspecify.annotations.Nullable;

/**
 * Gives devices their turns, as the groups, their pace, the free slots, the quota and the health of
 * the hub allow. Each turn ends once.
 */
public final class TurnScheduler {
  /**
   * How long a turn may take until its intent; ample for checks before the call. Later it is taken
   * back.
   */
  private static final Duration BEFORE_THE_CALL = Duration.ofMinutes(15);

  /** How often turns are checked for that: they end minutes later. */
  private static final Duration CHECK = Duration.ofSeconds(30);

  private final HubRecorder recorder;
  private final LiveHub hub;
  private final Groups groups;
  private final DeferralRules deferralRules;
  private final CallDecisions calls;
  private final InvocationAnswers answers;
  private final HubQuota quota;
  private final HubBreakers breakers;
  private final DueTimes<Timer> timers;
  private final CallSlots slots;
  private final Map<Long, OpenTurn> turns = new HashMap<>();
  private @Nullable Consumer<Turn> consumer;
  private final LongSupplier numbers;
  private boolean draining;
  private boolean checking;

  /** When a turn that the quota or the hub denied may be granted; null if none was denied. */
  private @Nullable Instant deniedUntil;

  /** When the pace of a group allows its next turn; null if no group waits for that. */
  private @Nullable Instant pacedUntil;

  public TurnScheduler(
      HubRecorder recorder,
      LiveHub hub,
      Groups groups,
      DeferralRules deferralRules,
      CallDecisions calls,
      InvocationAnswers answers,
      HubQuota quota,
      HubBreakers breakers,
      DueTimes<Timer> timers,
      int slots,
      LongSupplier numbers) {
    this.recorder = recorder;
    this.hub = hub;
    this.groups = groups;
    this.deferralRules = deferralRules;
    this.calls = calls;
    this.answers = answers;
    this.quota = quota;
    this.breakers = breakers;
    this.timers = timers;
    this.numbers = numbers;
    this.slots = new CallSlots(recorder, slots);
  }

  public void setConsumer(@Nullable Consumer<Turn> next) {
    if (next != null && consumer != null) {
      throw new IllegalStateException(
          "reboot-device:turn has a consumer already. Only one route may begin with it.");
    }
    consumer = next;
  }

  /** Gives no more turns, and completes {@code idle} once no call is on the wire. */
  public void drain(CompletableFuture<@Nullable Void> idle) {
    draining = true;
    slots.tellWhenIdle(idle);
  }

  /** The clock was moved by this much: answers have as long as before. */
  public void clockMoved(Duration by) {
    turns.values().forEach(turn -> turn.clockMoved(by));
  }

  /** When to grant turns again that had to wait; null if none had to. */
  public @Nullable Instant wakeAt() {
    return Instants.earlier(deniedUntil, pacedUntil);
  }

  /** Gives turns, group by group, for as long as one can be given. */
  public void grant(Instant now) {
    deniedUntil = null;
    pacedUntil = null;
    Consumer<Turn> to = consumer;
    if (to == null || draining) {
      return;
    }
    boolean granted = true;
    while (granted && deniedUntil == null) {
      granted = false;
      for (LiveGroup group : groups.open()) {
        deferralRules.watchWindow(group, now);
        granted |= deniedUntil == null && grant(to, group, now);
      }
    }
  }

  private boolean grant(Consumer<Turn> to, LiveGroup group, Instant now) {
    if (!slots.hasFree() || !groups.mayCall(group, now) || !isPaced(group, now)) {
      return false;
    }
    LiveDevice device = deferralRules.next(group, now);
    if (device == null) {
      return false;
    }
    if (!breakers.admitsTurn(now)) {
      deniedUntil = breakers.nextTurnProbe();
    } else if (!quota.takeTurn(now)) {
      deniedUntil = quota.nextTurn(now);
    }
    if (deniedUntil != null) {
      group.devices().putBack(device);
      return false;
    }
    breakers.turnSent(now);
    group.pace().take();
    give(to, group, device, now);
    return true;
  }

  /** Whether the pace of the group allows one more turn. If not, plans when to ask again. */
  private boolean isPaced(LiveGroup group, Instant now) {
    if (group.devices().isLineEmpty()) {
      return false;
    }
    GroupPace pace = group.pace();
    if (!pace.hasPlace(group.state(), group.devices().countTaken(), now)) {
      pacedUntil = Instants.earlier(pacedUntil, pace.nextPlace());
      return false;
    }
    if (!deferralRules.mayBeDown(group, now)) {
      return false;
    }
    Instant next = pace.nextCall(group.state(), now);
    if (next.isAfter(now)) {
      pacedUntil = Instants.earlier(pacedUntil, next);
      return false;
    }
    return true;
  }

  private void give(Consumer<Turn> to, LiveGroup group, LiveDevice device, Instant now) {
    slots.take();
    group.devices().take(device);
    Turn turn =
        new Turn(
            numbers.getAsLong(),
            group.run,
            group.step,
            hub.name,
            device.id,
            group.callOptions(),
            group.payload(),
            group.options().tags());
    turns.put(turn.number(), new OpenTurn(turn.number(), group, device, now.plus(BEFORE_THE_CALL)));
    checkLater(now);
    recorder.effect(new Effect.GiveTurn(to, turn));
  }

  /** Whether the call may be made after what the check said. */
  public boolean checked(long number, CheckFinding finding, Instant now) {
    OpenTurn turn = turns.get(number);
    if (turn == null || turn.isDecided()) {
      return turn != null;
    }
    boolean goes = finding instanceof CheckFinding.Go;
    return (goes || !draining) && calls.checked(turn, finding, now);
  }

  /** The intent to call; null if nothing is to be sent. */
  public @Nullable InvocationIntended intend(long number, TwinReading baseline, Instant now) {
    if (baseline.isOfHub()) {
      breakers.readSucceeded(now);
    }
    OpenTurn turn = turns.get(number);
    return turn == null || turn.isDecided() || draining ? null : calls.intend(turn, baseline, now);
  }

  public void answer(
      long number,
      String deviceId,
      UUID invocation,
      InvocationAnswer answer,
      @Nullable HubTrouble trouble,
      Instant now) {
    OpenTurn turn = turns.get(number);
    answers.record(hub.device(deviceId), turn, invocation, answer, trouble, now);
    if (turn != null) {
      slots.free(turn);
      if (turn.isReleased()) {
        end(turn, now);
      }
    }
  }

  /**
   * The route has finished with the turn.
   *
   * @param trouble why the twin could not be read; null if it was
   */
  public void release(long number, @Nullable HubTrouble trouble, Instant now) {
    if (trouble != null) {
      breakers.reads.failed(now, trouble);
    }
    OpenTurn turn = turns.get(number);
    if (turn == null) {
      return;
    }
    turn.release();
    if (turn.unanswered() == null) {
      end(turn, now);
    }
    // Otherwise the call is on the wire, whatever became of the exchange: its answer ends the turn.
  }

  private void end(OpenTurn turn, Instant now) {
    turns.remove(turn.number);
    slots.free(turn);
    LiveGroup group = turn.group;
    LiveDevice device = turn.device;
    if (!turn.wasCalled()) {
      // Its share of the pace and the quota is free for others.
      quota.giveBackCall();
      group.pace().giveBack();
    }
    if (!group.isSettled() && !group.hasSettled(device) && !group.isRebooting(device)) {
      deferralRules.turnEnded(turn, ledToNothing(turn, now), now);
    }
  }

  /**
   * Whether the turn led to nothing, so that the next one must wait. Otherwise a route that ends
   * turns before the call, or a twin that cannot be read, would make the engine spin.
   */
  private boolean ledToNothing(OpenTurn turn, Instant now) {
    return !turn.wasCalled() && !breakers.reads.isSuspended() && groups.mayCall(turn.group, now);
  }

  private void checkLater(Instant now) {
    if (!checking) {
      checking = true;
      timers.add(now.plus(CHECK), this::check);
    }
  }

  /** Takes back the turns that nobody will end any more. */
  private void check(Instant now) {
    checking = false;
    for (OpenTurn turn : List.copyOf(turns.values())) {
      if (!turn.isOverdue(now)) {
        continue;
      }
      InvocationIntended unanswered = turn.unanswered();
      if (unanswered != null) {
        answers.lost(turn.device, unanswered, now);
      }
      end(turn, now);
    }
    if (!turns.isEmpty()) {
      checkLater(now);
    }
  }
}
