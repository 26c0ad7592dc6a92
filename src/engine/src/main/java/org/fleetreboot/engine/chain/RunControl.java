package org.fleetreboot.engine.chain;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.ControlRefused;
import org.fleetreboot.engine.NoSuchRun;
import org.fleetreboot.engine.group.DeviceSkipper;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootCommand;
import org.fleetreboot.workflow.device.RebootEvent.Noted;
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
  private final DeviceSkipper skipper;
  private final @Nullable JournalPlace place;

  public RunControl(
      EventRecorder recorder,
      Fleet fleet,
      ChainSteps steps,
      Approvals approvals,
      DeviceSkipper skipper,
      @Nullable JournalPlace place) {
    this.recorder = recorder;
    this.fleet = fleet;
    this.steps = steps;
    this.approvals = approvals;
    this.skipper = skipper;
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

  public boolean skip(String id, String device, Requester by, String reason, Instant now) {
    LiveRun run = open(id);
    boolean known = false;
    boolean changed = false;
    ControlRefused refused = null;
    for (String step : run.groups()) {
      LiveGroup group = fleet.group(id, step);
      LiveDevice live = fleet.knownDevice(device);
      if (live != null && (group.has(device) || live.state().past().outcome(id, step) != null)) {
        known = true;
        try {
          changed |= skipper.skip(group, live, by, reason, now);
        } catch (ControlRefused e) {
          // Another group may still skip it.
          refused = e;
        }
      }
    }
    if (!known) {
      throw new ControlRefused(
          "Device '"
              + device
              + "' is in no group of run "
              + id
              + " that has started. Skip it again once its group has started.");
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

  /** Adopts the journal; returns whether it was doubted. */
  public boolean adoptJournal(Requester by, @Nullable String reason, Instant now) {
    return recorder.record(fleet.stop().adopt(now, place, by, reason));
  }

  /** Stops the calls of all runs. */
  public boolean stopFleet(Requester by, String reason, Instant now) {
    return recorder.record(fleet.stop().stop(now, by, reason));
  }

  public boolean liftStop(Requester by, @Nullable String reason, Instant now) {
    return recorder.record(fleet.stop().lift(now, by, reason));
  }

  /** Records an order that was refused. */
  public boolean refused(RefusedOrder order, Instant now) {
    return recorder.record(fleet.stop().refuse(now, order));
  }

  /** Records a note about a device that is or was in a step of the run. */
  public void note(String run, String step, String device, String note, Instant now) {
    if (fleet.knownRun(run) == null) {
      throw new NoSuchRun(run);
    }
    LiveDevice known = fleet.device(device);
    String kept = note.length() > Noted.LONGEST ? note.substring(0, Noted.LONGEST) : note;
    recorder.record(
        known, Reboot.decide(known.state(), new RebootCommand.Note(run, step, now, kept)));
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
