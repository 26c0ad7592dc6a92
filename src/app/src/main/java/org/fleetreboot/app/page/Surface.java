package org.fleetreboot.app.page;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fleetreboot.app.api.Fleet;
import org.fleetreboot.app.explain.Explainer;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.app.report.Waiting;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StopView;

/** What all pages show something of. Thread-safe. */
final class Surface {
  static final StateMark STOPPED = new StateMark("stopped", "‖", "=", StateMark.Tone.HELD);
  static final StateMark SUSPENDED = new StateMark("suspended", "✗", "x", StateMark.Tone.BAD);

  private final Fleet fleet;
  private final JournalReader journal;
  private final InstantSource clock;

  Surface(Fleet fleet, JournalReader journal, InstantSource clock) {
    this.fleet = fleet;
    this.journal = journal;
    this.clock = clock;
  }

  Fleet fleet() {
    return fleet;
  }

  FleetView view() {
    return fleet.view();
  }

  JournalReader journal() {
    return journal;
  }

  Instant now() {
    return clock.instant();
  }

  Explainer explainer() {
    return fleet.explainer();
  }

  /** The run with that id. */
  RunView run(String id) {
    RunView run = view().run(id);
    if (run == null) {
      throw new HttpRefusal(
          404, fleet.archived(id).orElse("There is no run '" + id + "' in this journal."));
    }
    return run;
  }

  /** Differs whenever anything that was recorded differs, or the hub's state does. */
  List<Object> state() {
    List<Object> state = new ArrayList<>();
    state.add(journal.head(StreamId.RUNS));
    for (HubJson hub : fleet.hubStates().all()) {
      state.add(journal.head(StreamId.partitionOf(hub.hub())));
      state.add(hub.status());
      state.add(String.valueOf(hub.nextTry()));
    }
    return state;
  }

  /** A short name for what a page shows. */
  static String version(Object... shown) {
    return Integer.toHexString(Objects.hash(shown));
  }

  /** What stands around a page. */
  Frame frame(Visit visit, String title, String place) {
    return new Frame(title, place, visit.session(), brakes(visit), null, true);
  }

  /**
   * What stands around a page that stays fresh while it is open.
   *
   * @param path of the page, with what stands behind the question mark
   */
  Frame freshFrame(Visit visit, String title, String place, String path, String version) {
    String refresh = path + (path.contains("?") ? "&" : "?") + "seen=" + version;
    return new Frame(title, place, visit.session(), brakes(visit), refresh, !visit.isRefresh());
  }

  /** A page that stays fresh while it is open. */
  static Answer fresh(String template, Frame frame, Map<String, Object> what) {
    return Answer.page(Html.of(template, frame, what));
  }

  private List<Frame.Brake> brakes(Visit visit) {
    List<Frame.Brake> brakes = new ArrayList<>();
    for (StopView stop : view().stops()) {
      boolean ours = fleet.hubs().contains(stop.hub());
      Order.Verb way = stop.doubt() == null ? Order.Verb.LIFT : Order.Verb.ADOPT;
      String path = stop.doubt() == null ? "/lift" : "/adopt";
      brakes.add(
          new Frame.Brake(
              STOPPED,
              Texts.plain(Waiting.of(stop)) + ".",
              ours && visit.session().caller().has(way.role()) ? path : null,
              way.label()));
    }
    HubStates hubs = fleet.hubStates();
    for (HubJson hub : hubs.all()) {
      if (hub.isSuspended()) {
        Instant next = hub.nextTry();
        brakes.add(
            new Frame.Brake(
                SUSPENDED,
                Texts.plain(
                    "No calls: the %s is suspended%s. %s"
                        .formatted(
                            hubs.name(hub),
                            next == null ? "" : ", next try " + Texts.near(next, now()),
                            String.valueOf(hub.reason()))),
                "/hub",
                "See the hub"));
      }
    }
    return brakes;
  }
}
