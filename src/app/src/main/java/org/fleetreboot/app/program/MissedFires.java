package org.fleetreboot.app.program;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.fleetreboot.app.query.Pages;
import org.fleetreboot.engine.Runs;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.reboot.graph.CallGraph;
import org.fleetreboot.reboot.graph.EndpointAddress;
import org.fleetreboot.reboot.run.ScheduledFire;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunTrigger;
import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.listeners.TriggerListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the planned times of schedules at which the program did not run, or the machine slept:
 * each is a skipped run, and none is caught up.
 *
 * <p>A schedule is known after its first run. Its missed times follow from the last run that it
 * planned, and its current cron expression.
 */
final class MissedFires {
  private static final Logger LOG = LoggerFactory.getLogger(MissedFires.class);

  /** Only the latest ones; the log mentions that there were more. */
  private static final int MOST = 100;

  /**
   * The newest run of a schedule is one of the newest of its chain, unless other triggers start it
   * far more often.
   */
  private static final int LOOKED_THROUGH = 1_000;

  private static final String NOBODY_THERE = "its time was missed: the program was not running";

  private final CamelContext camel;
  private final Runs runs;
  private final FleetView view;
  private final InstantSource clock;

  MissedFires(CamelContext camel, Runs runs, FleetView view, InstantSource clock) {
    this.camel = camel;
    this.runs = runs;
    this.view = view;
    this.clock = clock;
  }

  /** Records the times missed so far, and from then on those for which Quartz is too late. */
  void watch() {
    for (Route route : camel.getRoutes()) {
      if (route.getEndpoint() instanceof QuartzEndpoint quartz && isOn(route)) {
        List<String> chains = chains(route.getRouteId());
        Requester by = Requester.route("route " + route.getRouteId());
        try {
          Trigger trigger = quartz.getComponent().getScheduler().getTrigger(quartz.getTriggerKey());
          if (trigger instanceof WallClockTrigger schedule) {
            Instant first = firstTime(schedule);
            chains.forEach(chain -> record(chain, by, schedule, null, first, NOBODY_THERE));
          }
          quartz
              .getComponent()
              .getScheduler()
              .getListenerManager()
              .addTriggerListener(new Late(quartz.getTriggerKey(), by, chains));
        } catch (SchedulerException e) {
          LOG.warn("The missed times of {} are unknown: {}", route.getRouteId(), e.getMessage());
        }
      }
    }
  }

  private boolean isOn(Route route) {
    return camel.getRouteController().getRouteStatus(route.getRouteId()).isStarted();
  }

  /** The chains that the route itself starts, as far as its text tells. */
  private List<String> chains(String route) {
    List<String> chains = new ArrayList<>();
    RouteDefinition definition =
        camel instanceof ModelCamelContext model ? model.getRouteDefinition(route) : null;
    if (definition != null) {
      new CallGraph((ModelCamelContext) camel)
          .callsOf(definition).stream()
              .filter(call -> !call.isComputed())
              .map(CallGraph.Call::address)
              .filter(EndpointAddress::isChain)
              .forEach(address -> chains.add(address.path()));
    }
    return chains;
  }

  /**
   * Nothing fires before this time: Quartz includes the second in which the schedule was started.
   */
  private Instant firstTime(Trigger trigger) {
    Instant begun = trigger.getStartTime().toInstant().minusSeconds(1);
    Instant now = clock.instant();
    return (begun.isBefore(now) ? begun : now).plusMillis(1);
  }

  /**
   * Records the times since the last run that the schedule planned.
   *
   * @param since used if there is no run yet; null to record nothing then
   */
  private void record(
      String chain,
      Requester by,
      WallClockTrigger cron,
      @Nullable Instant since,
      Instant until,
      String reason) {
    String schedule = cron.getKey().getName();
    Optional<Instant> last = last(chain, schedule).or(() -> Optional.ofNullable(since));
    if (last.isEmpty()) {
      return;
    }
    // One more than is recorded, to detect that there were more.
    List<Instant> missed = new PlannedTimes(cron::after).latest(last.get(), until, MOST + 1);
    boolean more = missed.size() > MOST;
    List<Instant> recorded = more ? missed.subList(1, missed.size()) : missed;
    for (Instant at : recorded) {
      var unused = runs.skip(new ScheduledFire(chain, schedule, at).request(by), reason);
    }
    if (!recorded.isEmpty()) {
      LOG.warn(
          "The schedule {} of chain {} was missed {}{}, the last time at {}; nothing is"
              + " caught up{}.",
          schedule,
          chain,
          more ? "more than " : "",
          recorded.size() == 1 ? "once" : recorded.size() + " times",
          recorded.get(recorded.size() - 1),
          more ? ", and those before " + recorded.get(0) + " are not listed" : "");
    }
  }

  private Optional<Instant> last(String chain, String schedule) {
    RunFilter ofChain = RunFilter.ALL.ofChain(chain);
    return new Pages<>(page -> view.runs(ofChain, page), LOOKED_THROUGH)
        .stream()
            .map(RunView::trigger)
            .filter(RunTrigger.Schedule.class::isInstance)
            .map(RunTrigger.Schedule.class::cast)
            .filter(planned -> planned.schedule().equals(schedule))
            .map(RunTrigger.Schedule::plannedAt)
            .findFirst();
  }

  /** Notified when Quartz finds that a planned time has passed. */
  private final class Late extends TriggerListenerSupport {
    private final TriggerKey key;
    private final Requester by;
    private final List<String> chains;

    Late(TriggerKey key, Requester by, List<String> chains) {
      this.key = key;
      this.by = by;
      this.chains = chains;
    }

    @Override
    public String getName() {
      return "missed-" + key;
    }

    @Override
    public void triggerMisfired(Trigger trigger) {
      if (trigger.getKey().equals(key) && trigger instanceof WallClockTrigger schedule) {
        // All times up to now, because Quartz continues with the next one.
        Instant now = clock.instant().plusMillis(1);
        Instant before = trigger.getNextFireTime().toInstant().minusMillis(1);
        chains.forEach(chain -> record(chain, by, schedule, before, now, ScheduledFire.TOO_LATE));
      }
    }
  }
}
