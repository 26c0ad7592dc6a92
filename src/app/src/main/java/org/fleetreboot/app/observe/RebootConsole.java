package org.fleetreboot.app.observe;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.app.report.Waiting;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.journal.view.ApprovalView;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.device.DeviceStatus;

/** What the engine does now, among Camel's consoles for developers. */
@DevConsole(
    name = RebootConsole.ID,
    displayName = "Reboots",
    description = "Open runs, devices in flight, queue, brakes and quota")
final class RebootConsole extends AbstractDevConsole {
  static final String ID = "reboot";

  private final Engine engine;
  private final IntSupplier queue;
  private final InstantSource clock;

  /**
   * @param queue how many commands wait for the engine
   */
  RebootConsole(Engine engine, IntSupplier queue, InstantSource clock) {
    super("fleet-reboot", ID, "Reboots", "Open runs, devices in flight, queue, brakes and quota");
    this.engine = engine;
    this.queue = queue;
    this.clock = clock;
  }

  /** Adds it where consoles are enabled, which they are not by default. */
  void addTo(CamelContext camel) {
    DevConsoleRegistry consoles =
        camel.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
    if (consoles != null && consoles.isEnabled()) {
      setCamelContext(camel);
      consoles.register(this);
    }
  }

  @Override
  protected String doCallText(Map<String, Object> options) {
    List<String> lines = new ArrayList<>();
    for (String name : engine.hubs()) {
      lines.addAll(lines(name, hub(name)));
    }
    lines.add("Queue: " + queue.getAsInt());
    stops().forEach(stop -> lines.add("Stop: " + stop));
    for (RunView run : open()) {
      lines.add("Run %s: %s".formatted(run.run(), StateMark.of(run.status()).word()));
      devices(run).forEach((status, count) -> lines.add("  %s: %d".formatted(status, count)));
      brakes(run).forEach(brake -> lines.add("  " + brake));
    }
    return String.join("\n", lines) + "\n";
  }

  @Override
  protected Map<String, Object> doCallJson(Map<String, Object> options) {
    JsonObject shown = new JsonObject();
    JsonArray hubs = new JsonArray();
    for (String name : engine.hubs()) {
      hubs.add(json(name, hub(name)));
    }
    shown.put("hubs", hubs);
    shown.put("queue", queue.getAsInt());
    shown.put("stops", new JsonArray(stops()));
    JsonArray runs = new JsonArray();
    for (RunView run : open()) {
      JsonObject one = new JsonObject();
      one.put("run", run.run());
      one.put("chain", run.chain());
      one.put("status", StateMark.of(run.status()).word());
      one.put("devices", new JsonObject(devices(run)));
      one.put("brakes", new JsonArray(brakes(run)));
      runs.add(one);
    }
    shown.put("runs", runs);
    return shown;
  }

  private HubJson hub(String name) {
    return HubJson.of(name, engine.health(name), engine.headroom(name));
  }

  private static List<String> lines(String name, HubJson hub) {
    String state = hub.reason() == null ? hub.status() : hub.status() + ", " + hub.reason();
    return List.of(
        "Hub %s: %s".formatted(name, state),
        String.format(
            Locale.ROOT,
            "Quota: %s calls and %s reads a second at speed %s; free: %s of the calls, %s of the reads",
            hub.quota().callsPerSecond(),
            hub.quota().readsPerSecond(),
            hub.quota().speed(),
            hub.quota().freeCalls(),
            hub.quota().freeReads()));
  }

  private static JsonObject json(String name, HubJson hub) {
    JsonObject quota = new JsonObject();
    quota.put("callsPerSecond", hub.quota().callsPerSecond());
    quota.put("readsPerSecond", hub.quota().readsPerSecond());
    quota.put("speed", hub.quota().speed());
    quota.put("freeCalls", hub.quota().freeCalls());
    quota.put("freeReads", hub.quota().freeReads());
    JsonObject shown = new JsonObject();
    shown.put("hub", name);
    shown.put("status", hub.status());
    if (hub.reason() != null) {
      shown.put("reason", hub.reason());
    }
    shown.put("quota", quota);
    return shown;
  }

  private List<String> stops() {
    return engine.view().stops().stream().map(Waiting::of).toList();
  }

  private List<RunView> open() {
    return engine.view().runs(RunFilter.OPEN, PageRequest.first(PageRequest.MOST)).items();
  }

  /** By status, in the words of every face of the program. */
  private Map<String, Long> devices(RunView run) {
    Map<DeviceStatus, Long> counts = engine.view().counts(DeviceFilter.ofRun(run.run()));
    Map<String, Long> words = new LinkedHashMap<>();
    for (DeviceStatus status : DeviceStatus.values()) {
      Long count = counts.get(status);
      if (count != null) {
        words.put(StateMark.of(status).word(), count);
      }
    }
    return words;
  }

  /** Why the run does not go on now; empty if it does. */
  private List<String> brakes(RunView run) {
    Stream<String> ofRun = Stream.ofNullable(run.reason());
    Stream<String> ofSteps =
        run.steps().stream().filter(step -> !step.status().hasEnded()).flatMap(this::brakes);
    return Stream.concat(ofRun, ofSteps).toList();
  }

  private Stream<String> brakes(StepView step) {
    ApprovalView approval = step.approval();
    Optional<String> window = Waiting.ofWindow(step, clock.instant());
    return Stream.of(
            approval == null ? null : Waiting.of(approval),
            window.orElse(null),
            approval == null ? step.reason() : null)
        .filter(Objects::nonNull)
        .map(why -> "%s: %s".formatted(step.step(), why));
  }
}
