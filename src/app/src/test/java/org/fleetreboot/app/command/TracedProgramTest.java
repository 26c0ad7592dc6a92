package org.fleetreboot.app.command;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.command.TraceCollector.attribute;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.Rejects;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector of traces hears of each device's way. */
class TracedProgramTest {
  private static final String SECRET = "T0p-S3cret";

  private final StartedHub hub;
  private final TraceCollector collector = new TraceCollector();

  TracedProgramTest(@TempDir Path directory) throws IOException {
    this.hub = new StartedHub(directory);
    hub.route(
        "pumps.yaml",
        """
        - route:
            id: pumps
            from:
              uri: reboot-run:pumps
              steps:
                - to: { id: all, uri: "reboot:group/all?query=deviceId != ''&offline=fail&maxFailed=100%" }
        """);
    hub.route(
        "hook.yaml",
        """
        - route:
            from:
              uri: reboot-events:hook
              parameters: { types: outcome }
              steps:
                - doTry:
                    steps:
                      - setBody: { expression: { constant: { expression: "{}" } } }
                      - to: "http://127.0.0.1:1/%s?bridgeEndpoint=true&apikey=%s"
                    doCatch:
                      - exception: [ java.lang.Exception ]
                        steps:
                          - log: { message: "not told: apikey=%s" }
        """
            .formatted(SECRET, SECRET, SECRET));
  }

  @AfterEach
  void stop() {
    collector.close();
    hub.close();
  }

  @Test
  void theWayOfEachDeviceIsOneTrace() {
    reboot("r1");

    Map<ByteString, List<Span>> traces =
        collector.spans().stream()
            .filter(span -> !attribute(span, "reboot.device").isEmpty())
            .collect(groupingBy(Span::getTraceId));
    assertThat(traces).hasSize(3);
    for (List<Span> trace : traces.values()) {
      Span first = only(trace, "reboot");
      assertThat(first.getParentSpanId().isEmpty()).isTrue();
      assertThat(trace)
          .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(first.getTraceId()));
      assertThat(only(trace, "turn").getParentSpanId()).isEqualTo(first.getSpanId());
      assertThat(only(trace, "call").getParentSpanId()).isEqualTo(only(trace, "turn").getSpanId());
      assertThat(only(trace, "tell results").getParentSpanId()).isEqualTo(first.getSpanId());
      assertThat(trace)
          .filteredOn(span -> span.getName().equals("poll"))
          .allSatisfy(poll -> assertThat(poll.getParentSpanId()).isEqualTo(first.getSpanId()));
    }

    List<Span> confirmed = way("pump-1");
    assertThat(first(confirmed).getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
    assertThat(attribute(first(confirmed), "reboot.outcome")).isEqualTo("confirmed");
    assertThat(attribute(first(confirmed), "reboot.chain")).isEqualTo("pumps");
    assertThat(attribute(only(confirmed, "call"), "reboot.answer")).isEqualTo("answered");
    assertThat(children(only(confirmed, "call"))).containsExactly("getTwin", "invokeMethod");
    List<Span> polls = confirmed.stream().filter(span -> span.getName().equals("poll")).toList();
    assertThat(polls)
        .isNotEmpty()
        .allSatisfy(poll -> assertThat(children(poll)).containsExactly("getTwin"));

    List<Span> rejected = way("pump-2");
    assertThat(first(rejected).getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(first(rejected).getStatus().getMessage()).isEqualTo("rejected");
    assertThat(attribute(only(rejected, "call"), "reboot.status")).isEqualTo("409");

    List<Span> offline = way("pump-3");
    assertThat(attribute(first(offline), "reboot.outcome")).isEqualTo("offline");
    assertThat(children(only(offline, "call"))).startsWith("getTwin");
  }

  @Test
  void noSecretIsToldAndNoPulse() {
    reboot("r1");

    assertThat(collector.text())
        .doesNotContain(SECRET)
        .doesNotContain("SharedAccess")
        .doesNotContain(hub.hub.serviceConnectionString());
    assertThat(collector.spans())
        .extracting(Span::getName)
        .contains("run pumps")
        .doesNotContain("timer", "due");
    assertThat(collector.spans())
        .filteredOn(span -> span.getName().equals("poll"))
        .as("the pulse has the same name, and no device")
        .isNotEmpty()
        .allSatisfy(poll -> assertThat(attribute(poll, "reboot.device")).startsWith("pump-"));
  }

  @Test
  void aCollectorThatIsAwayChangesNothing() {
    collector.close();

    Result result = reboot("r1");

    assertThat(result.err()).contains("pump-1  confirmed", "r1  completed").doesNotContain("\tat ");
  }

  private Result reboot(String run) {
    try (LightSwarm swarm =
        hub.connect(
            List.of(
                DeviceSpec.named("pump-1").behaving(new BootsIn(Duration.ZERO)),
                DeviceSpec.named("pump-2").behaving(new Rejects(409))))) {
      assertThat(swarm).isNotNull();
      hub.hub.register("pump-3");
      Result result =
          hub.run(
              "run",
              "--start",
              "pumps",
              "--run-id",
              run,
              "--until-settled",
              "-P",
              "reboot.observe.traces=" + collector.address(),
              "-P",
              "camel.component.reboot.firstPoll=50ms");
      assertThat(result.exit()).as(result.err()).isNotEqualTo(2);
      return result;
    }
  }

  private List<Span> way(String device) {
    return collector.spans().stream()
        .filter(span -> attribute(span, "reboot.device").equals(device))
        .toList();
  }

  private static Span first(List<Span> way) {
    return only(way, "reboot");
  }

  private static Span only(List<Span> trace, String name) {
    List<Span> named = trace.stream().filter(span -> span.getName().equals(name)).toList();
    assertThat(named).as(name + " in " + trace.stream().map(Span::getName).toList()).hasSize(1);
    return named.get(0);
  }

  /** The names of what happened within a span, in order. */
  private List<String> children(Span parent) {
    return collector.spans().stream()
        .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
        .sorted(Comparator.comparingLong(Span::getStartTimeUnixNano))
        .map(Span::getName)
        .toList();
  }
}
