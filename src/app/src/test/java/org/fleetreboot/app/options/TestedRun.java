package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;

/** A run, as the engine shows it. */
record TestedRun(Engine engine, String id) {
  private static final Duration POLL = Duration.ofMillis(5);

  /** Long enough for a call that should not come. */
  private static final Duration A_WHILE = Duration.ofMillis(150);

  static ConditionFactory patiently() {
    return await().atMost(Duration.ofMinutes(2)).pollDelay(Duration.ZERO).pollInterval(POLL);
  }

  /** That it is so, and stays so for a while. */
  static void stays(Runnable assertion) {
    patiently().untilAsserted(assertion::run);
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .during(A_WHILE)
        .untilAsserted(assertion::run);
  }

  RunView view() {
    return Objects.requireNonNull(engine.view().run(id));
  }

  /** Waits until the run has ended so. */
  TestedRun ends(String status) {
    patiently()
        .untilAsserted(() -> assertThat(view().status().word()).as(this::words).isEqualTo(status));
    return this;
  }

  /** Waits until the steps stand so: {@code "settle succeeded"}. */
  TestedRun steps(String... stand) {
    patiently()
        .untilAsserted(
            () ->
                assertThat(view().steps())
                    .as(this::words)
                    .extracting(step -> step.step() + " " + step.status().word())
                    .containsExactly(stand));
    return this;
  }

  StepView step(String step) {
    return view().steps().stream()
        .filter(one -> one.step().equals(step))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no step " + step + " in " + words()));
  }

  /** Waits until the devices stand so, in any order: {@code "pump-1 confirmed"}. */
  TestedRun devices(String... stand) {
    patiently()
        .untilAsserted(
            () -> assertThat(standing()).as(this::words).containsExactlyInAnyOrder(stand));
    return this;
  }

  /** The same, and that they stay so for a while. */
  TestedRun devicesStay(String... stand) {
    stays(() -> assertThat(standing()).as(this::words).containsExactlyInAnyOrder(stand));
    return this;
  }

  List<String> standing() {
    return engine.view().devices(id).stream()
        .map(device -> device.device() + " " + device.status().word())
        .toList();
  }

  /** What the engine says about that device. */
  String detail(String device) {
    return engine.view().devices(id).stream()
        .filter(one -> one.device().equals(device))
        .map(DeviceView::detail)
        .map(String::valueOf)
        .collect(Collectors.joining("; "));
  }

  /** What the device answered, as JSON. */
  String response(String device) {
    return engine.view().devices(id).stream()
        .filter(one -> one.device().equals(device))
        .map(one -> Objects.requireNonNull(one.answer()).response())
        .map(String::valueOf)
        .collect(Collectors.joining());
  }

  private String words() {
    RunView view = engine.view().run(id);
    return view + " " + engine.view().devices(id);
  }
}
