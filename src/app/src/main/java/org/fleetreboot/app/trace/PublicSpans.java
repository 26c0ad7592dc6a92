package org.fleetreboot.app.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.fleetreboot.reboot.redaction.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets out of the program what holds no secret. An address may be one, such as that of a webhook,
 * so of an endpoint only the component leaves; texts leave as they do in the log.
 */
final class PublicSpans implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger(PublicSpans.class);
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final Set<String> KNOWN =
      Set.of("component", "url.scheme", "op", "error", "http.status_code", "http.method");
  private static final String OURS = "reboot.";

  private final SpanExporter exporter;
  private final InstantSource clock;
  private volatile Instant complained = Instant.MIN;

  PublicSpans(SpanExporter exporter, InstantSource clock) {
    this.exporter = exporter;
    this.clock = clock;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    List<SpanData> shown = spans.stream().<SpanData>map(Shown::new).toList();
    CompletableResultCode result = exporter.export(shown);
    return result.whenComplete(
        () -> {
          if (!result.isSuccess()) {
            complain(shown.size());
          }
        });
  }

  private void complain(int lost) {
    Instant now = clock.instant();
    if (complained.isBefore(now.minus(AGAIN))) {
      complained = now;
      LOG.warn(
          "The collector of traces did not take {} spans, which are dropped; devices are rebooted as"
              + " before. Check reboot.observe.traces.",
          lost);
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }

  private static Attributes shown(Attributes attributes) {
    AttributesBuilder shown = Attributes.builder();
    attributes.forEach(
        (key, value) -> {
          if (KNOWN.contains(key.getKey()) || key.getKey().startsWith(OURS)) {
            put(shown, key, value);
          }
        });
    return shown.build();
  }

  /** Those of an event are texts: an exception, or a line of the log. */
  private static Attributes shownTexts(Attributes attributes) {
    AttributesBuilder shown = Attributes.builder();
    attributes.forEach((key, value) -> put(shown, key, value));
    return shown.build();
  }

  @SuppressWarnings("unchecked") // A key has the type of its value.
  private static void put(AttributesBuilder builder, AttributeKey<?> key, Object value) {
    if (key.getType() == AttributeType.STRING) {
      builder.put((AttributeKey<String>) key, Redaction.of(value.toString()));
    } else {
      builder.put((AttributeKey<Object>) key, value);
    }
  }

  private static final class Shown extends DelegatingSpanData {
    Shown(SpanData span) {
      super(span);
    }

    @Override
    public Attributes getAttributes() {
      return shown(super.getAttributes());
    }

    @Override
    public int getTotalAttributeCount() {
      return getAttributes().size();
    }

    @Override
    public List<EventData> getEvents() {
      return super.getEvents().stream()
          .map(
              event ->
                  EventData.create(
                      event.getEpochNanos(),
                      Redaction.of(event.getName()),
                      shownTexts(event.getAttributes())))
          .toList();
    }

    @Override
    public StatusData getStatus() {
      StatusData status = super.getStatus();
      return StatusData.create(status.getStatusCode(), Redaction.of(status.getDescription()));
    }
  }
}
