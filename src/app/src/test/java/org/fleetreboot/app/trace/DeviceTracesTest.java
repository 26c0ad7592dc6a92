package org.fleetreboot.app.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.util.UUID;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeviceTracesTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final DeviceWay WAY = new DeviceWay(null, "r1", "pumps", "pump-7");

  private final InMemorySpanExporter told = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .setIdGenerator(new TraceIds.Generator())
          .addSpanProcessor(SimpleSpanProcessor.create(told))
          .build();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void aRestartContinuesTheTraceOfADevice() {
    SpanContext beforeTheRestart = program("plant-7", Sampler.alwaysOn()).parentOf(WAY);

    DeviceTraces afterIt = program("plant-7", Sampler.alwaysOn());
    SpanContext poll = afterIt.parentOf(WAY);
    confirm(afterIt, WAY.device());

    assertThat(poll).isEqualTo(beforeTheRestart);
    assertThat(told.getFinishedSpanItems()).hasSize(1);
    SpanData first = told.getFinishedSpanItems().get(0);
    assertThat(first.getTraceId()).isEqualTo(beforeTheRestart.getTraceId());
    assertThat(first.getSpanId()).isEqualTo(beforeTheRestart.getSpanId());
    assertThat(first.getParentSpanContext().isValid()).isFalse();
    assertThat(first.getAttributes().get(DeviceTraces.OUTCOME)).isEqualTo("confirmed");
  }

  @Test
  void eachDeviceStepRunAndHubHasATraceOfItsOwn() {
    DeviceTraces traces = program("plant-7", Sampler.alwaysOn());

    assertThat(
            new String[] {
              traces.parentOf(WAY).getTraceId(),
              traces.parentOf(new DeviceWay(null, "r1", "pumps", "pump-8")).getTraceId(),
              traces.parentOf(new DeviceWay(null, "r1", "again", "pump-7")).getTraceId(),
              traces.parentOf(new DeviceWay(null, "r2", "pumps", "pump-7")).getTraceId(),
              traces.parentOf(new DeviceWay(null, "r1pumps", "", "pump-7")).getTraceId(),
              program("plant-8", Sampler.alwaysOn()).parentOf(WAY).getTraceId()
            })
        .doesNotHaveDuplicates();
  }

  @Test
  void aDeviceThatHadNoTurnHasNoTrace() {
    DeviceTraces traces = program("plant-7", Sampler.alwaysOn());

    traces.deviceMoved(
        "pumps",
        "plant-7",
        "pump-7",
        RebootState.INITIAL,
        new RebootEvent.Skipped("r1", "pumps", NOON, Requester.login("ann"), "broken"));

    assertThat(told.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void whatIsFoundLateBelongsToTheSameTrace() {
    DeviceTraces traces = program("plant-7", Sampler.alwaysOn());

    traces.deviceMoved(
        null,
        "plant-7",
        "pump-7",
        RebootState.INITIAL,
        new RebootEvent.ConfirmedLate(
            "r1", "pumps", NOON, UUID.randomUUID(), BootMarker.absent(4)));

    SpanData late = told.getFinishedSpanItems().get(0);
    assertThat(late.getName()).isEqualTo("confirmed late");
    assertThat(late.getParentSpanContext()).isEqualTo(traces.parentOf(WAY));
  }

  @Test
  void aDeviceThatTheSamplerLeavesOutIsToldNothingOf() {
    DeviceTraces traces = program("plant-7", Sampler.alwaysOff());

    assertThat(traces.parentOf(WAY).isSampled()).isFalse();
  }

  private DeviceTraces program(String hub, Sampler sampler) {
    return new DeviceTraces(hub, provider.get("test"), sampler, () -> NOON);
  }

  private static void confirm(DeviceTraces traces, String device) {
    traces.deviceMoved(
        "pumps",
        "plant-7",
        device,
        RebootState.INITIAL,
        new RebootEvent.Confirmed(
            "r1", "pumps", NOON, UUID.randomUUID(), BootMarker.absent(4), 200, null));
  }
}
