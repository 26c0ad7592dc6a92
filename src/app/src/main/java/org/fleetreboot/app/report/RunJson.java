package org.fleetreboot.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fleetreboot.engine.DeviceView;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.RunView;
import org.fleetreboot.engine.StepView;
import org.fleetreboot.engine.StopView;
import org.jspecify.annotations.Nullable;

/** A run as JSON-like maps; what is absent has no field. */
public final class RunJson {
  private RunJson() {}

  /** The run without its devices, as the program that works on it sees it. */
  public static Map<String, Object> summary(RunView run) {
    return summary(run, new ProgramPresence.AtWork());
  }

  /** The run without its devices. */
  public static Map<String, Object> summary(RunView run, ProgramPresence attendance) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", run.run());
    object.put("chain", run.chain());
    object.put("hub", run.hub());
    object.put("status", run.status().word());
    if (run.status().isOpen() && !(attendance instanceof ProgramPresence.Unknown)) {
      object.put("isWorkedOn", !attendance.isAbandoned(run));
    }
    put(object, "reason", run.reason());
    object.put("startedAt", run.startedAt());
    put(object, "endedAt", run.endedAt());
    object.put("trigger", run.trigger().text());
    object.put("by", run.by());
    object.put("outcomes", Words.counts(run.tally()));
    return object;
  }

  /** The stops of all calls that hold. */
  public static List<Map<String, Object>> stops(List<StopView> stops) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (StopView stop : stops) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("hub", stop.hub());
      row.put("at", stop.at());
      row.put("by", stop.by());
      row.put("reason", stop.reason());
      put(row, "doubt", stop.doubt() == null ? null : stop.doubt().word());
      rows.add(row);
    }
    return rows;
  }

  /** Whether the hub can be worked with, and when it is tried again. */
  public static Map<String, Object> hub(HubHealth health) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("status", health.isSuspended() ? "suspended" : "working");
    put(object, "reason", health.trouble() == null ? null : health.trouble().detail());
    put(object, "nextTry", health.nextProbe());
    return object;
  }

  /** The run with its steps and devices, as the program that works on it sees them. */
  public static Map<String, Object> whole(RunView run, List<DeviceView> devices) {
    return whole(run, devices, new ProgramPresence.AtWork());
  }

  /** The run with its steps and devices. */
  public static Map<String, Object> whole(
      RunView run, List<DeviceView> devices, ProgramPresence attendance) {
    Map<String, Object> object = summary(run, attendance);
    List<Map<String, Object>> steps = new ArrayList<>();
    run.steps().forEach(step -> steps.add(step(step)));
    object.put("steps", steps);
    List<Map<String, Object>> rows = new ArrayList<>();
    devices.forEach(device -> rows.add(device(device)));
    object.put("devices", rows);
    return object;
  }

  private static Map<String, Object> step(StepView step) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("step", step.step());
    object.put("kind", step.kind().name().toLowerCase(Locale.ROOT));
    object.put("status", step.status().word());
    put(object, "reason", step.reason());
    object.put("startedAt", step.startedAt());
    put(object, "until", step.until());
    if (step.approval() != null) {
      object.put("approvers", List.copyOf(step.approval().approvers()));
      object.put("fourEyes", step.approval().fourEyes());
    }
    object.put("targets", step.targets());
    object.put("outcomes", Words.counts(step.tally()));
    put(object, "options", step.options() == null ? null : FrozenOptions.all(step.options()));
    return object;
  }

  private static Map<String, Object> device(DeviceView device) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("device", device.device());
    object.put("step", device.step());
    object.put("status", device.status().word());
    put(object, "at", device.at());
    put(object, "detail", device.detail());
    if (device.answer() != null) {
      object.put("answered", device.answer().status());
      put(object, "response", device.answer().response());
    }
    return object;
  }

  private static void put(Map<String, Object> object, String name, @Nullable Object value) {
    if (value != null) {
      object.put(name, value);
    }
  }
}
