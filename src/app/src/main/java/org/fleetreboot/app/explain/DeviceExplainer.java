package org.fleetreboot.app.explain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.device.RebootEvent;
import org.jspecify.annotations.Nullable;

/** Gives the explanation of a device: in the open runs that name it, or in its last one. */
final class DeviceExplainer {
  /** An open run is among the newest. */
  private static final int NEWEST = 50;

  private final FleetView fleet;
  private final Recorded recorded;
  private final Brakes brakes;
  private final Conditions conditions;

  DeviceExplainer(FleetView fleet, Recorded recorded, Brakes brakes, Conditions conditions) {
    this.fleet = fleet;
    this.recorded = recorded;
    this.brakes = brakes;
    this.conditions = conditions;
  }

  /** The explanation of the device of the filter; empty if no run has it. */
  Optional<Explanation> of(DeviceFilter ofDevice) {
    List<RunDeviceView> rows = fleet.history(ofDevice, PageRequest.first(NEWEST)).items();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Map<String, RunView> told = told(rows);
    List<RunDeviceView> ofTold = rows.stream().filter(row -> told.containsKey(row.run())).toList();
    List<Sentence> said = new ArrayList<>();
    told.values().stream()
        .sorted(Comparator.comparing(RunView::startedAt))
        .forEach(run -> said.addAll(asked(run)));
    said.addAll(earlier(ofDevice, ofTold, rows));
    said.addAll(happened(ofTold));
    told.values().forEach(run -> said.addAll(outlook(run, ofTold)));
    RunDeviceView first = mostUrgent(ofTold);
    String device = first.device().device();
    return Optional.of(
        new Explanation(
            Explanation.Subject.DEVICE,
            device,
            headline(first, Objects.requireNonNull(told.get(first.run()))),
            conditions.now(),
            said.stream().map(sentence -> sentence.ofDevice(device)).toList()));
  }

  /** The open runs, or the newest one. */
  private Map<String, RunView> told(List<RunDeviceView> rows) {
    Map<String, RunView> open = new LinkedHashMap<>();
    RunView newest = null;
    for (RunDeviceView row : rows) {
      RunView run = open.containsKey(row.run()) ? null : fleet.run(row.run());
      if (run != null && run.status().isOpen()) {
        open.put(row.run(), run);
      }
      newest = newest == null ? run : newest;
    }
    if (open.isEmpty() && newest != null) {
      open.put(newest.run(), newest);
    }
    return open;
  }

  private List<Sentence> asked(RunView run) {
    return List.of(
        Sentence.of(
                Kind.RUN,
                run.startedAt(),
                Triggers.said(run.run(), run.chain(), run.trigger(), run.by()))
            .inRun(run.run()));
  }

  /** What became of it in the runs that are not told, in one sentence. */
  private List<Sentence> earlier(
      DeviceFilter ofDevice, List<RunDeviceView> told, List<RunDeviceView> rows) {
    RunDeviceView last = null;
    for (RunDeviceView row : rows) {
      boolean isOther = told.stream().noneMatch(one -> one.run().equals(row.run()));
      last = last == null && isOther && row.device().status().outcome() != null ? row : last;
    }
    if (last == null) {
      return List.of();
    }
    Map<DeviceStatus, Long> counts = new EnumMap<>(DeviceStatus.class);
    counts.putAll(fleet.counts(ofDevice));
    told.forEach(row -> counts.merge(row.device().status(), -1L, Long::sum));
    String words =
        counts.entrySet().stream()
            .filter(count -> count.getKey().outcome() != null && count.getValue() > 0)
            .map(count -> "%,d times %s".formatted(count.getValue(), count.getKey().word()))
            .map(text -> text.startsWith("1 times") ? "once" + text.substring(7) : text)
            .collect(Collectors.joining(", "));
    Instant at = last.device().at();
    return List.of(
        Sentence.of(
                Kind.EARLIER,
                at,
                "In earlier runs: %s. The last was run %s, where it ended %s%s."
                    .formatted(
                        words,
                        last.run(),
                        last.device().status().word(),
                        at == null ? "" : " at " + TimeText.time(at)))
            .inRun(last.run()));
  }

  private List<Sentence> happened(List<RunDeviceView> told) {
    List<Sentence> said = new ArrayList<>();
    Set<String> hubs =
        told.stream().map(row -> row.device().hub()).collect(Collectors.toCollection(TreeSet::new));
    for (String hub : hubs) {
      Map<String, DeviceStanding> standings = new LinkedHashMap<>();
      for (RebootEvent event : events(told, hub)) {
        String step = event.run() + "/" + event.step();
        DeviceStanding standing = standings.getOrDefault(step, DeviceStanding.NONE);
        Sentence sentence = DeviceEvents.said(event, standing.call());
        said.add(hubs.size() == 1 ? sentence : sentence.on(hub));
        standings.put(step, standing.after(event));
      }
    }
    return said;
  }

  private List<RebootEvent> events(List<RunDeviceView> told, String hub) {
    Set<String> runs =
        told.stream()
            .filter(row -> row.device().hub().equals(hub))
            .map(RunDeviceView::run)
            .collect(Collectors.toSet());
    return recorded.ofDevice(hub, told.get(0).device().device(), runs);
  }

  /** What holds it back in that run, and what is next. */
  private List<Sentence> outlook(RunView run, List<RunDeviceView> told) {
    List<Sentence> said = new ArrayList<>();
    List<RunDeviceView> rows = told.stream().filter(row -> row.run().equals(run.run())).toList();
    boolean isOpen = rows.stream().anyMatch(row -> row.device().status().outcome() == null);
    if (run.status().isOpen() && isOpen) {
      said.addAll(
          brakes.of(
              run,
              rows.stream().map(row -> row.device().hub()).distinct().toList(),
              recorded.ofRun(run.run())));
    }
    boolean isHeld = !said.isEmpty();
    DeviceWaits waits = new DeviceWaits(fleet, conditions);
    for (RunDeviceView row : rows) {
      DeviceView device = row.device();
      DeviceStanding standing =
          DeviceStanding.of(events(told, device.hub()), run.run(), device.step());
      List<Sentence> ofRow = waits.of(device, run, step(run, device.step()), standing, isHeld);
      ofRow.forEach(sentence -> said.add(hubs(told) == 1 ? sentence : sentence.on(device.hub())));
    }
    if (!isOpen) {
      said.add(over(run, rows));
    }
    return said;
  }

  private static long hubs(List<RunDeviceView> told) {
    return told.stream().map(row -> row.device().hub()).distinct().count();
  }

  private static @Nullable StepView step(RunView run, String name) {
    return run.steps().stream().filter(step -> step.step().equals(name)).findFirst().orElse(null);
  }

  private static Sentence over(RunView run, List<RunDeviceView> rows) {
    String device = rows.get(0).device().device();
    boolean isWell = rows.stream().anyMatch(row -> row.device().status() == DeviceStatus.CONFIRMED);
    Sentence sentence =
        isWell
            ? Sentence.of(Kind.OVER, null, "Run %s is done with it.".formatted(run.run()))
            : Sentence.of(
                    Kind.REMEDY,
                    null,
                    "Run %s is done with it. To try it again, reboot it on its own."
                        .formatted(run.run()))
                .by("start", "--device", device);
    return sentence.inRun(run.run());
  }

  /** The device's row that is under way; otherwise the newest. */
  private static RunDeviceView mostUrgent(List<RunDeviceView> told) {
    return told.stream()
        .filter(row -> row.device().status().outcome() == null)
        .findFirst()
        .orElse(told.get(0));
  }

  private static String headline(RunDeviceView row, RunView run) {
    DeviceView device = row.device();
    String where =
        "in run %s, step %s".formatted(run.run(), run.named(device.step(), device.hub()));
    return switch (device.status()) {
      case WAITING -> "%s has not been called yet, %s.".formatted(device.device(), where);
      case CALLING -> "%s is being called, %s.".formatted(device.device(), where);
      case AWAITING ->
          "%s was called and has to show that it rebooted, %s.".formatted(device.device(), where);
      case RETRYING -> "%s will be called again, %s.".formatted(device.device(), where);
      case CONFIRMED -> "%s has rebooted, %s.".formatted(device.device(), where);
      default -> "%s ended %s, %s.".formatted(device.device(), device.status().word(), where);
    };
  }
}
