package org.fleetreboot.devicesim.device.behavior;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.AnswersAfter;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.LosesAnswer;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.NeverReturns;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.RebootsInLoop;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.Rejects;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsBeforeAnswering;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsBeforeGoingDown;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsNothing;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsSameValue;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.StaysConnected;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.StaysOffline;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Answer;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Connect;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Disconnect;
import org.fleetreboot.devicesim.device.behavior.RebootStep.LoseAnswer;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Marker;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Report;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Restart;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Wait;

/**
 * Plans what a device does, from its preset and its behaviors. Pure: no clock, no I/O, and
 * randomness only from the given generator. Immutable.
 */
public final class RebootPlanner {

  private static final List<Set<Class<? extends DeviceBehavior>>> CONTRADICTIONS =
      List.of(
          Set.of(Rejects.class, LosesAnswer.class),
          Set.of(Rejects.class, NeverReturns.class),
          Set.of(Rejects.class, RebootsInLoop.class),
          Set.of(NeverReturns.class, RebootsInLoop.class),
          Set.of(NeverReturns.class, StaysConnected.class),
          Set.of(ReportsNothing.class, ReportsSameValue.class),
          Set.of(ReportsNothing.class, ReportsBeforeAnswering.class),
          Set.of(ReportsNothing.class, ReportsBeforeGoingDown.class),
          Set.of(ReportsBeforeAnswering.class, ReportsBeforeGoingDown.class));

  private final RebootPreset preset;
  private final Map<Class<?>, DeviceBehavior> behaviors;

  private RebootPlanner(RebootPreset preset, Map<Class<?>, DeviceBehavior> behaviors) {
    this.preset = preset;
    this.behaviors = behaviors;
  }

  /**
   * Combines the preset's behaviors with the chosen ones: a chosen behavior replaces the preset's
   * of the same kind, and removes those that it contradicts.
   *
   * @throws IllegalArgumentException if two chosen behaviors are of the same kind or contradict
   *     each other
   */
  public static RebootPlanner of(RebootPreset preset, List<DeviceBehavior> chosen) {
    Map<Class<?>, DeviceBehavior> behaviors = new LinkedHashMap<>();
    for (DeviceBehavior behavior : chosen) {
      for (DeviceBehavior other : behaviors.values()) {
        if (excludeEachOther(behavior, other)) {
          throw new IllegalArgumentException(
              "a device cannot have both " + other + " and " + behavior);
        }
      }
      behaviors.put(behavior.getClass(), behavior);
    }
    for (DeviceBehavior behavior : preset.behaviors()) {
      if (chosen.stream().noneMatch(other -> excludeEachOther(behavior, other))) {
        behaviors.put(behavior.getClass(), behavior);
      }
    }
    return new RebootPlanner(preset, Map.copyOf(behaviors));
  }

  public RebootPreset preset() {
    return preset;
  }

  boolean connects() {
    return !has(StaysOffline.class);
  }

  /** What the device does when it is switched on. */
  public RebootScript start(boolean reportMarker) {
    if (!connects()) {
      return new RebootScript(List.of());
    }
    return new RebootScript(
        reportMarker ? List.of(new Connect(), new Report(Marker.NEW)) : List.of(new Connect()));
  }

  /** What the device does on a reboot call. */
  public RebootScript reboot(RandomGenerator random) {
    List<RebootStep> steps = new ArrayList<>();
    find(AnswersAfter.class).ifPresent(slow -> steps.add(new Wait(slow.delay())));
    Optional<Rejects> refusal = find(Rejects.class);
    if (refusal.isPresent()) {
      steps.add(new Answer(refusal.get().status(), "Reboot refused"));
      return new RebootScript(steps);
    }
    List<RebootStep> bootCycle = bootCycle(random);
    List<RebootStep> report = report();
    RebootStep answer =
        has(LosesAnswer.class) ? new LoseAnswer() : new Answer(200, preset.acceptance());
    if (has(ReportsBeforeAnswering.class) && has(StaysConnected.class)) {
      steps.addAll(bootCycle);
      steps.addAll(report);
      steps.add(answer);
    } else if (has(ReportsBeforeAnswering.class)) {
      steps.addAll(report);
      steps.add(answer);
      steps.addAll(bootCycle);
    } else if (has(ReportsBeforeGoingDown.class)) {
      steps.add(answer);
      steps.addAll(report);
      steps.addAll(bootCycle);
    } else {
      steps.add(answer);
      steps.addAll(bootCycle);
      if (!has(NeverReturns.class)) {
        steps.addAll(report);
      }
    }
    return new RebootScript(steps, loop(bootCycle, report));
  }

  private List<RebootStep> bootCycle(RandomGenerator random) {
    RebootStep boot = new Wait(bootTime(random));
    if (has(StaysConnected.class)) {
      return List.of(new Restart(), boot);
    }
    if (has(NeverReturns.class)) {
      return List.of(new Disconnect(), new Restart());
    }
    return List.of(new Disconnect(), new Restart(), boot, new Connect());
  }

  private List<RebootStep> report() {
    if (has(ReportsNothing.class)) {
      return List.of();
    }
    return List.of(new Report(has(ReportsSameValue.class) ? Marker.SAME : Marker.NEW));
  }

  private List<RebootStep> loop(List<RebootStep> bootCycle, List<RebootStep> report) {
    List<RebootStep> loop = new ArrayList<>();
    find(RebootsInLoop.class)
        .ifPresent(
            rebooting -> {
              loop.add(new Wait(rebooting.uptime()));
              loop.addAll(bootCycle);
              loop.addAll(report);
            });
    return loop;
  }

  private Duration bootTime(RandomGenerator random) {
    BootsIn boots = find(BootsIn.class).orElse(new BootsIn(Duration.ZERO));
    long shortest = boots.shortest().toNanos();
    long longest = boots.longest().toNanos();
    return Duration.ofNanos(
        shortest == longest ? shortest : random.nextLong(shortest, longest + 1));
  }

  private boolean has(Class<? extends DeviceBehavior> kind) {
    return behaviors.containsKey(kind);
  }

  private <B extends DeviceBehavior> Optional<B> find(Class<B> kind) {
    return Optional.ofNullable(behaviors.get(kind)).map(kind::cast);
  }

  private static boolean excludeEachOther(DeviceBehavior one, DeviceBehavior other) {
    return one.getClass() == other.getClass()
        || CONTRADICTIONS.contains(Set.of(one.getClass(), other.getClass()));
  }
}
