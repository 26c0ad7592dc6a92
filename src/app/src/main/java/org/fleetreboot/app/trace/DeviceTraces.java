package org.fleetreboot.app.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.jspecify.annotations.Nullable;

/**
 * One trace for each device and step. What Camel does for the device are the children of a first
 * span, which is told last: at the outcome, by the engine. Thread-safe.
 */
final class DeviceTraces implements EngineObserver {
  /** The name under which the decorators look for it in Camel. */
  static final String NAME = "deviceTraces";

  static final AttributeKey<String> RUN = AttributeKey.stringKey("reboot.run");
  static final AttributeKey<String> STEP = AttributeKey.stringKey("reboot.step");
  static final AttributeKey<String> DEVICE = AttributeKey.stringKey("reboot.device");
  static final AttributeKey<String> HUB = AttributeKey.stringKey("reboot.hub");
  static final AttributeKey<String> CHAIN = AttributeKey.stringKey("reboot.chain");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("reboot.outcome");

  private static final String FIRST = "reboot";

  /** The beginnings of more devices than are under way at once; the oldest are forgotten. */
  private static final int MOST = 20_000;

  private final String only;
  private final Tracer tracer;
  private final Sampler sampler;
  private final InstantSource clock;
  private final Map<TraceIds, Instant> begun =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<TraceIds, Instant> eldest) {
              return size() > MOST;
            }
          });

  /**
   * @param only the hub of a way that names none
   */
  DeviceTraces(String only, Tracer tracer, Sampler sampler, InstantSource clock) {
    this.only = only;
    this.tracer = tracer;
    this.sampler = sampler;
    this.clock = clock;
  }

  /** The span under which everything about that device belongs. */
  SpanContext parentOf(DeviceWay way) {
    TraceIds known = TraceIds.of(hubOf(way), way);
    begun.putIfAbsent(known, clock.instant());
    return known.parent(isSampled(known));
  }

  private String hubOf(DeviceWay way) {
    return way.hub() == null ? only : way.hub();
  }

  private boolean isSampled(TraceIds known) {
    return sampler
            .shouldSample(
                Context.root(),
                known.trace(),
                FIRST,
                SpanKind.INTERNAL,
                Attributes.empty(),
                List.of())
            .getDecision()
        == SamplingDecision.RECORD_AND_SAMPLE;
  }

  @Override
  public void deviceMoved(
      @Nullable String chain, String hub, String device, RebootState before, RebootEvent event) {
    DeviceWay way = new DeviceWay(hub, event.run(), event.step(), device);
    if (event instanceof RebootEvent.ConfirmedLate) {
      late(way, event.at());
    } else if (event.outcome() != null) {
      settled(chain, way, before, event, event.outcome());
    }
  }

  private void settled(
      @Nullable String chain,
      DeviceWay way,
      RebootState before,
      RebootEvent event,
      Outcome outcome) {
    TraceIds known = TraceIds.of(hubOf(way), way);
    Instant began = beginning(begun.remove(known), before);
    if (began == null) {
      return; // It had no turn, so there is no way to show.
    }
    SpanBuilder first =
        about(way, tracer.spanBuilder(FIRST).setNoParent().setStartTimestamp(began));
    if (chain != null) {
      first.setAttribute(CHAIN, chain);
    }
    Span span = TraceIds.Generator.with(known, first::startSpan);
    tell(span, outcome.word(), event.at());
    if (outcome == Outcome.CONFIRMED) {
      span.setStatus(StatusCode.OK);
    } else {
      span.setStatus(StatusCode.ERROR, outcome.word());
    }
    span.end(event.at());
  }

  /** The first turn since the start of the program, or else what is known of the call. */
  private static @Nullable Instant beginning(@Nullable Instant turn, RebootState before) {
    if (turn != null) {
      return turn;
    }
    if (before.call() instanceof RebootEvent.InvocationIntended intent) {
      return intent.at();
    }
    if (before instanceof RebootState.Awaiting awaiting) {
      return awaiting.deadline().minus(awaiting.call().confirmWithin());
    }
    return before instanceof RebootState.StayingUp up ? up.since() : null;
  }

  private void late(DeviceWay way, Instant at) {
    Span span =
        about(
                way,
                tracer
                    .spanBuilder("confirmed late")
                    .setParent(Context.root().with(Span.wrap(parentOf(way))))
                    .setStartTimestamp(at))
            .startSpan();
    tell(span, "confirmed-late", at);
    span.end(at);
  }

  private static void tell(Span span, String outcome, Instant at) {
    span.setAttribute(OUTCOME, outcome);
    span.addEvent(outcome, at);
  }

  private SpanBuilder about(DeviceWay way, SpanBuilder builder) {
    return builder
        .setAttribute(HUB, hubOf(way))
        .setAttribute(RUN, way.run())
        .setAttribute(STEP, way.step())
        .setAttribute(DEVICE, way.device());
  }
}
