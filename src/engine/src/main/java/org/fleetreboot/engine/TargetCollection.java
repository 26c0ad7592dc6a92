package org.fleetreboot.engine;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.fleetreboot.workflow.group.Group;
import org.fleetreboot.workflow.group.GroupCommand;
import org.jspecify.annotations.Nullable;

/** Asks a group's source for its devices, until the list is complete or the source has failed. */
final class TargetCollection {
  private final EventRecorder recorder;
  private final HubWatch watch;
  private final DueTimes<Timer> timers;
  private final Desk desk;

  TargetCollection(EventRecorder recorder, HubWatch watch, DueTimes<Timer> timers, Desk desk) {
    this.recorder = recorder;
    this.watch = watch;
    this.timers = timers;
    this.desk = desk;
  }

  /** Asks the source, unless it is being asked. */
  void begin(LiveGroup group, TargetSource source) {
    if (group.isCollecting() && !group.sourceAsked) {
      ask(group, source);
    }
  }

  private void ask(LiveGroup group, TargetSource source) {
    LiveRun run = recorder.fleet.run(group.run);
    int pass = run.pass();
    BooleanSupplier wanted = () -> run.pass() == pass && group.isCollecting();
    group.sourceAsked = true;
    HubQuestion<String> question =
        new HubQuestion<>(
            recorder,
            watch,
            timers,
            desk,
            wanted,
            (devices, now) -> {
              if (wanted.getAsBoolean()) {
                add(group, devices, now);
              }
            });
    recorder.effect(
        () ->
            question
                .ask(source::collect)
                .whenComplete(
                    (nothing, error) ->
                        desk.ask(
                            later -> {
                              if (run.pass() == pass) {
                                answered(group, question, error, later);
                              }
                              return null;
                            })));
  }

  private void add(LiveGroup group, List<String> devices, Instant now) {
    Set<String> unknown = new LinkedHashSet<>(devices);
    unknown.removeAll(group.targets);
    recorder.record(
        group,
        Group.decide(group.state(), new GroupCommand.AddTargets(now, List.copyOf(unknown), false)));
  }

  private void answered(
      LiveGroup group, HubQuestion<String> question, @Nullable Throwable error, Instant now) {
    group.sourceAsked = false;
    if (!group.isCollecting()) {
      return;
    }
    if (error == null) {
      question.worked(now);
      end(group, new GroupCommand.AddTargets(now, List.of(), true));
      return;
    }
    Throwable cause = causeOf(error);
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    end(group, new GroupCommand.Fail(now, reason));
  }

  static Throwable causeOf(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  /** The list is complete, or the source has failed. */
  private void end(LiveGroup group, GroupCommand command) {
    recorder.record(group, Group.decide(group.state(), command));
  }

  /** How code outside a step asks for one. */
  interface Desk {
    <T> CompletionStage<T> ask(Function<Instant, T> command);
  }
}
