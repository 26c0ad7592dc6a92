package org.fleetreboot.engine.chain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fleetreboot.engine.ControlRefused;
import org.fleetreboot.engine.NoSuchRun;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootCommand;
import org.fleetreboot.workflow.device.RebootEvent.Noted;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.fleetreboot.workflow.fleet.RefusedOrder;
import org.fleetreboot.workflow.run.PauseKind;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/** Carries out what people order for runs. Each method returns whether it changed anything. */
public final class RunControl {
  private final EventRecorder recorder;
  private final Fleet fleet;
  private final ChainSteps steps;
  private final Approvals approvals;
  private final Collection<HubWork> hubs;
  private final @Nullable JournalPlace place;

  public RunControl(
      EventRecorder recorder,
      Fleet fleet,
      ChainSteps steps,
      Approvals approvals,
      Collection<HubWork> hubs,
      @Nullable JournalPlace place) {
    this.recorder = recorder;
    this.fleet = fleet;
    this.steps = steps;
    this.approvals = approvals;
    this.hubs = hubs;
    this.place = place;
  }

  public boolean pause(String id, Requester by, String reason, Instant now) {
    LiveRun run = open(id);
    if (run.state().cancelled()) {
      throw new ControlRefused("Run " + id + " is cancelled and calls no more devices.");
    }
    List<RunEvent> paused =
        Run.decide(run.state(), new RunCommand.Pause(now, now, PauseKind.ORDERED, by, reason));
    recorder.record(run, paused);
    return !paused.isEmpty();
  }

  public boolean resume(String id, Requester by, @Nullable String reason, Instant now) {
    LiveRun run = open(id);
    PauseKind pause = run.state().pause();
    List<RunEvent> resumed = Run.decide(run.state(), new RunCommand.Resume(now, by, reason));
    recorder.record(run, resumed);
    steps.resumed(run, pause, now);
    return adoptJournal(by, reason, now) || !resumed.isEmpty();
  }

  public boolean cancel(String id, Requester by, String reason, boolean forced, Instant now) {
    LiveRun run = fleet.acceptedRun(id);
    if (!run.state().isOpen() && !run.state().cancelled()) {
      throw ended(run);
    }
    List<RunEvent> cancelled =
        Run.decide(run.state(), new RunCommand.Cancel(now, by, reason, forced));
    recorder.record(run, cancelled);
    return !cancelled.isEmpty();
  }

  public boolean skip(
      String id, @Nullable String hub, String device, Requester by, String reason, Instant now) {
    LiveRun run = open(id);
    List<HubWork> having = hubs.stream().filter(work -> has(work, run, hub, device)).toList();
    if (having.isEmpty()) {
      throw new ControlRefused(
          "Device '"
              + device
              + "' is in no group of run "
              + id
              + " that has started. Skip it again once its group has started.");
    }
    if (having.size() > 1) {
      throw new ControlRefused(
          "Run %s has a device '%s' on each of %s: name the hub."
              .formatted(
                  id,
                  device,
                  having.stream()
                      .map(work -> work.hub().name)
                      .collect(Collectors.joining(" and "))));
    }
    return skip(having.get(0), run, device, by, reason, now);
  }

  private static boolean has(HubWork work, LiveRun run, @Nullable String hub, String device) {
    LiveDevice live = work.hub().knownDevice(device);
    return live != null
        && (hub == null || hub.equals(work.hub().name))
        && run.groups(work.hub()).stream().anyMatch(step -> has(work, run, step, live));
  }

  private static boolean has(HubWork work, LiveRun run, String step, LiveDevice device) {
    return work.hub().group(run.id, step).has(device.id)
        || device.state().past().outcome(run.id, step) != null;
  }

  private static boolean skip(
      HubWork work, LiveRun run, String device, Requester by, String reason, Instant now) {
    LiveDevice live = work.hub().device(device);
    boolean changed = false;
    ControlRefused refused = null;
    for (String step : run.groups(work.hub())) {
      if (has(work, run, step, live)) {
        try {
          changed |= work.skipper().skip(work.hub().group(run.id, step), live, by, reason, now);
        } catch (ControlRefused e) {
          // Another group may still skip it.
          refused = e;
        }
      }
    }
    if (!changed && refused != null) {
      throw refused;
    }
    return changed;
  }

  public boolean approve(
      String id, String step, Requester by, @Nullable String remark, Instant now) {
    return approvals.approve(fleet.acceptedRun(id), step, by, remark, now);
  }

  public boolean reject(
      String id, String step, Requester by, @Nullable String remark, Instant now) {
    return approvals.reject(fleet.acceptedRun(id), step, by, remark, now);
  }

  /** Adopts the journal for all hubs; returns whether it was doubted. */
  public boolean adoptJournal(Requester by, @Nullable String reason, Instant now) {
    return onEach(null, hub -> hub.stop().adopt(now, place, by, reason));
  }

  /**
   * Stops the calls of all runs.
   *
   * @param hub to that hub; null for all hubs
   */
  public boolean stopFleet(@Nullable String hub, Requester by, String reason, Instant now) {
    return onEach(hub, each -> each.stop().stop(now, by, reason));
  }

  public boolean liftStop(
      @Nullable String hub, Requester by, @Nullable String reason, Instant now) {
    return onEach(hub, each -> each.stop().lift(now, by, reason));
  }

  private boolean onEach(@Nullable String only, Function<LiveHub, List<FleetStopEvent>> order) {
    boolean changed = false;
    for (LiveHub hub : only == null ? fleet.hubs() : List.of(fleet.hub(only))) {
      changed |= recorder.record(hub, order.apply(hub));
    }
    return changed;
  }

  /** Records an order that was refused, once: with the first hub. */
  public boolean refused(RefusedOrder order, Instant now) {
    LiveHub first = fleet.hubs().iterator().next();
    return recorder.record(first, first.stop().refuse(now, order));
  }

  /** Records a note about a device that is or was in a step of the run. */
  public void note(
      String run, String step, @Nullable String hub, String device, String note, Instant now) {
    if (fleet.knownRun(run) == null) {
      throw new NoSuchRun(run);
    }
    LiveHub hubOfDevice = fleet.hub(hub);
    LiveDevice known = hubOfDevice.device(device);
    String kept = note.length() > Noted.LONGEST ? note.substring(0, Noted.LONGEST) : note;
    recorder.record(
        hubOfDevice,
        known,
        Reboot.decide(known.state(), new RebootCommand.Note(run, step, now, kept)));
  }

  private LiveRun open(String id) {
    LiveRun run = fleet.acceptedRun(id);
    if (!run.state().isOpen()) {
      throw ended(run);
    }
    return run;
  }

  private static ControlRefused ended(LiveRun run) {
    String outcome = run.state().outcome() == null ? "over" : run.state().outcome().word();
    return new ControlRefused("Run " + run.id + " has ended: it is " + outcome + ".");
  }
}
