package org.fleetreboot.app.page;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.app.explain.Sentence;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.run.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of a run shows.
 *
 * @param headline how it stands, in one sentence
 * @param waits why it waits, and what happens next
 * @param happened what was done and seen, the latest first
 * @param troubled devices that did not end as intended, or are under way
 * @param allTroubled how many of them there are
 * @param chart null before the first call
 */
public record RunPicture(
    RunView run,
    StateMark mark,
    String headline,
    List<BarSegment> segments,
    List<Step> steps,
    List<Sentence> waits,
    List<Sentence> happened,
    List<Device> troubled,
    long allTroubled,
    @Nullable TimelineChart chart,
    Instant now) {

  /**
   * A step of the chain.
   *
   * @param remarks its pace and expected end, or what holds it back
   * @param hubs its hubs, if it has several
   * @param grid null if it has no devices
   */
  public record Step(
      StepView step,
      StateMark mark,
      List<String> remarks,
      List<BarSegment> segments,
      List<Hub> hubs,
      @Nullable DeviceGrid grid) {
    /** How many of its devices have settled, in percent. */
    public double done() {
      return Texts.percent(step.tally().settled(), step.targets());
    }
  }

  /** A step on one of several hubs. */
  public record Hub(GroupView group, StateMark mark, List<BarSegment> segments) {}

  /** A device in the run. */
  public record Device(DeviceView device, StateMark mark, String path) {
    static Device of(DeviceView device) {
      return new Device(
          device, StateMark.of(device.status()), Texts.path("devices", device.device()));
    }
  }

  /** Whether it stands still until somebody acts. */
  public boolean needsSomebody() {
    return run.status() == RunStatus.PAUSED
        || steps.stream().anyMatch(one -> one.step().approval() != null);
  }

  public String path() {
    return Texts.path("runs", run.run());
  }
}
