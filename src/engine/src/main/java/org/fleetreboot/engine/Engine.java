package org.fleetreboot.engine;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fleetreboot.engine.view.EventKind;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.engine.view.FleetView;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands, lets the rules decide, and makes every fact durable before anyone hears of it.
 *
 * <p>What it guarantees:
 *
 * <ul>
 *   <li>A stage that this interface returns completes after the events it speaks of are durable.
 *   <li>Stages complete, and callbacks come, on threads of the engine: hand long work on, and never
 *       block in them.
 *   <li>An intent is handed out once. Asked again for the same turn, the engine answers that there
 *       is nothing to send.
 *   <li>After {@link #close()} nothing is called back any more: what is under way is taken up from
 *       the journal by the next start.
 *   <li>When the journal fails, or the engine itself, nothing is accepted or called any more, and
 *       every stage fails with the reason; but steps under way never complete: their chains would
 *       take it for the outcome of a group, which the next start is to find out.
 * </ul>
 *
 * <p>Thread-safe.
 */
public interface Engine extends Control, AutoCloseable {

  // Runs

  /**
   * Accepts a run, durably; the same id again is the same run, and the receipt says so. Fails with
   * {@link RunIdTaken} when that run is of another chain or hub, or began with another message or
   * other options.
   */
  CompletionStage<RunReceipt> accept(RunRequest request);

  /**
   * The same, unless another run of the chain is open: then this one is recorded as {@code
   * skipped}, with that as its reason, and never begins.
   */
  CompletionStage<RunReceipt> acceptAlone(RunRequest request);

  /**
   * Records a run that does not take place as {@code skipped}; one that is known already stays as
   * it is.
   *
   * @param reason why not, for people
   */
  CompletionStage<RunReceipt> leaveOut(RunRequest request, String reason);

  /**
   * Hands over every open run of that chain: those that the journal holds, now, and those accepted
   * later, each once.
   *
   * @return ends the hand-over, as when the program ends: the runs that are under way stay open,
   *     and whoever takes the chain next gets them again. What was asked for their steps before is
   *     over then, and never answered
   */
  AutoCloseable runs(String chain, Consumer<OpenRun> consumer);

  /** Records that the chain's exchange has come to its end, with an error or, null, without. */
  CompletionStage<Void> end(String run, @Nullable String error);

  // Steps of a run

  /**
   * Reboots a group, or answers from the journal when it was rebooted before, or re-attaches when
   * it is under way. The options hold only when the step starts here for the first time.
   *
   * @param payload the direct method's payload as JSON text; null for none
   * @param targets what {@code source} is, for people: a query, or "list"
   * @param source asked for the devices when they are not all known yet
   * @param disconnected asked before the first call, and every minute, where the options limit how
   *     many may be down, and count those that are disconnected
   * @return how the group ended; never completes while the run is paused as diverged. Fails with
   *     {@link NoSuchRun} when no such run is open
   */
  CompletionStage<StepAnswer> group(
      String run,
      String step,
      GroupOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source,
      DisconnectedSource disconnected);

  /** The same, where nobody can tell who is disconnected. */
  default CompletionStage<StepAnswer> group(
      String run,
      String step,
      GroupOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source) {
    return group(run, step, options, payload, targets, source, DisconnectedSource.NONE);
  }

  /** Lets the time pass, and polls nothing. */
  default CompletionStage<StepAnswer> soak(String run, String step, Duration duration) {
    return soak(run, step, duration, null);
  }

  /**
   * Lets the time pass, counted from the first start of this step.
   *
   * @param maxUnstable how many of the devices that the run has confirmed so far may have rebooted
   *     by themselves, or be disconnected, when it has passed: with more the step fails. Null to
   *     poll none
   */
  CompletionStage<StepAnswer> soak(
      String run, String step, Duration duration, @Nullable Limit maxUnstable);

  /**
   * Asks whether the chain may go on, until the answer is yes or no. A check that fails is asked
   * again in a minute. What it found is durable: on a replay nobody is asked.
   *
   * @param timeout how long "not now" is taken for an answer, counted from the first start of this
   *     step; then the step fails
   */
  CompletionStage<StepAnswer> check(
      String run, String step, Duration timeout, Supplier<CompletionStage<CheckFinding>> check);

  /** Waits for a person; the callOptions hold only when the step starts here for the first time. */
  CompletionStage<StepAnswer> approval(String run, String step, ApprovalOptions options);

  // Turns: devices that are to be called

  /**
   * Takes the turns as they come; each holds a permit until {@link #release}. One that is not
   * released is taken back: after 15 minutes without an intent, or when the answer to its call is
   * two minutes overdue, which then counts as lost. One consumer at a time: a second one is refused
   * with IllegalStateException.
   *
   * @return ends it; turns not released yet stay as they are
   */
  AutoCloseable turns(Consumer<Turn> consumer);

  /**
   * Takes what a check says of the device before its call: a veto skips it; "not now" ends the turn
   * without a call, and it comes again, for as long as the group's waitWithin.
   *
   * @return whether the call may go on, as far as the check goes
   */
  CompletionStage<Boolean> checked(Turn turn, CheckFinding finding);

  /**
   * Decides on the twin just read whether the device is called.
   *
   * @return the durable intent: send it once, now. Null when there is nothing to send: the device
   *     is settled, was left out, its group is paused, or this turn has had its intent already
   */
  CompletionStage<@Nullable InvocationIntended> intend(Turn turn, TwinReading baseline);

  /**
   * Records what came back. A second answer to one invocation changes nothing.
   *
   * @param trouble the hub's part in it; null when it had none
   */
  CompletionStage<Void> answer(
      Turn turn, UUID invocation, InvocationAnswer answer, @Nullable HubTrouble trouble);

  /**
   * Gives the permit back; while the answer to its call is outstanding, as soon as that is
   * recorded. The device is called in a later turn unless this one settled it or left it to its
   * marker.
   *
   * @param trouble why no twin could be read before the call, when the hub was the reason; null
   *     otherwise
   */
  void release(Turn turn, @Nullable HubTrouble trouble);

  // Polls: devices whose wait is over

  /** The devices to poll now, as many as the quota allows; each leased until its poll ends. */
  CompletionStage<List<Poll>> due();

  /** Records what a poll found, and ends its lease: the twin was read since it was leased. */
  CompletionStage<Void> observe(Poll poll, TwinReading reading);

  /**
   * Ends a lease without a finding; the device is polled again.
   *
   * @param trouble why, when the hub was the reason; null otherwise
   */
  void release(Poll poll, @Nullable HubTrouble trouble);

  // Events

  /**
   * Records what somebody says of a device, beside what its marker says. It changes nothing else.
   *
   * @param note for people; at most 1,000 characters are kept
   */
  CompletionStage<Void> note(String run, String step, String device, String note);

  /** What is known of runs, groups and devices; safe to read at any time from any thread. */
  FleetView view();

  /**
   * Hands every event of the wanted kind to {@code handler}, in order, one at a time, at least
   * once: from the durable checkpoint of that name on, or from the beginning when there is none. An
   * event whose stage fails is handed over again after a pause; the checkpoint waits with it.
   *
   * @return ends it, with the checkpoint saved
   */
  AutoCloseable subscribe(
      String name, EventKind kind, Function<FleetEvent, CompletionStage<Void>> handler);

  /** Whether the hub can be worked with, and why not. */
  HubHealth health();

  /**
   * Completes, normally, with the reason when the engine has stopped by a failure: of the journal,
   * or of itself. A program ends itself then. Never completes otherwise; {@link #close} is none.
   */
  CompletionStage<Throwable> failure();

  /** Stops handing out turns, then waits for the answers under way, at most that long. */
  void drain(Duration atMost);

  @Override
  void close();
}
