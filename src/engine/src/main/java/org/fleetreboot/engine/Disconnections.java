package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import org.fleetreboot.engine.DisconnectedSource.Question;
import org.fleetreboot.engine.DisconnectedSource.Seen;
import org.fleetreboot.workflow.options.GroupOptions;
import org.jspecify.annotations.Nullable;

/**
 * Asks the hub who is disconnected, for groups that limit how many devices may be down: before
 * their first call in each pass of their chain, and every minute then, or less often where the
 * answer is long.
 */
final class Disconnections {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Each page is a twin query. They have a small quota of their own, 20 a minute in S1: half. */
  private static final Duration EACH_PAGE = Duration.ofSeconds(6);

  private final EventRecorder recorder;
  private final HubWatch watch;
  private final DueTimes<Timer> timers;
  private final TargetCollection.Desk desk;
  private final BiConsumer<LiveGroup, Instant> onTold;

  /**
   * @param onTold told when the hub has said it anew, or nobody can
   */
  Disconnections(
      EventRecorder recorder,
      HubWatch watch,
      DueTimes<Timer> timers,
      TargetCollection.Desk desk,
      BiConsumer<LiveGroup, Instant> onTold) {
    this.recorder = recorder;
    this.watch = watch;
    this.timers = timers;
    this.desk = desk;
    this.onTold = onTold;
  }

  /** The chain has come to a group, which may depend on it. */
  void follow(LiveGroup group, DisconnectedSource source, Instant now) {
    if (group.options().countsDisconnected() && source != DisconnectedSource.NONE) {
      boolean asked = group.disconnectedSource != null;
      group.disconnectedSource = source;
      if (!asked) {
        ask(group, source, now);
      }
    }
  }

  /** Whether a group has been told all that it depends on. */
  static boolean areKnown(LiveGroup group) {
    return group.disconnectedSource == null || group.disconnected.areKnown();
  }

  private void ask(LiveGroup group, DisconnectedSource source, Instant now) {
    LiveRun run = recorder.fleet.run(group.run);
    int pass = run.pass();
    Found found = new Found(now.minus(group.options().down().downForgottenAfter()), now);
    HubQuestion<Seen> question =
        new HubQuestion<>(
            recorder,
            watch,
            timers,
            desk,
            () -> run.pass() == pass && !group.isSettled(),
            (page, later) -> found.add(group, page));
    GroupOptions options = group.options();
    Question asked =
        new Question(
            options.relatingTags(),
            options.pace().maxDown() != null,
            found.since,
            group.quiet.missing());
    Instant at = recorder.fleet.steady().of(now);
    recorder.effect(
        () ->
            question
                .ask(collector -> source.collect(asked, collector))
                .whenComplete(
                    (nothing, error) ->
                        desk.ask(
                            later -> {
                              if (error == null) {
                                question.worked(later);
                              }
                              if (run.pass() == pass) {
                                answered(group, found, at, error, later);
                              }
                              return null;
                            })));
  }

  private void answered(
      LiveGroup group, Found found, Instant asked, @Nullable Throwable error, Instant now) {
    if (group.isSettled()) {
      return;
    }
    Throwable cause = error == null ? null : TargetCollection.causeOf(error);
    if (cause == null) {
      group.disconnected.replace(group.quiet.told(found.devices, found.since, found.asked), asked);
    } else if (!(cause instanceof CancellationException)) {
      group.leaveOutReason = "nobody can say who is disconnected: " + cause.getMessage();
    }
    timers.add(
        now.plus(found.pause()),
        recorder
            .fleet
            .run(group.run)
            .inThisPass(
                later -> {
                  DisconnectedSource source = group.disconnectedSource;
                  if (source != null && !group.isSettled() && group.leaveOutReason == null) {
                    ask(group, source, later);
                  }
                }));
    onTold.accept(group, now);
  }

  /** What the hub has said so far. */
  private static final class Found {
    final List<Seen> devices = new ArrayList<>();
    final Instant since;
    final Instant asked;
    private int pages;

    Found(Instant since, Instant asked) {
      this.since = since;
      this.asked = asked;
    }

    /** Takes those that the group depends on: its own, and those that share a tag with them. */
    void add(LiveGroup group, List<Seen> page) {
      pages++;
      for (Seen device : page) {
        if (!device.tags().isEmpty()
            || group.mayGrow()
            || group.targets.contains(device.device())) {
          devices.add(device);
        }
      }
    }

    Duration pause() {
      Duration ofAll = EACH_PAGE.multipliedBy(pages);
      return ofAll.compareTo(EVERY) > 0 ? ofAll : EVERY;
    }
  }
}
