package org.fleetreboot.reboot.device;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.reboot.HubFailure;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.MarkerPath;
import org.fleetreboot.workflow.options.TagPath;
import org.jspecify.annotations.Nullable;

/** Reads device twins through an endpoint. */
final class TwinReads extends ServiceSupport {
  private final AsyncProducer via;

  TwinReads(AsyncProducer via) {
    this.via = via;
  }

  @Override
  protected void doStart() {
    ServiceHelper.startService(via);
  }

  @Override
  protected void doStop() {
    ServiceHelper.stopService(via);
  }

  /**
   * Reads a device's twin with the needed tags. Exactly one of the two callbacks is called, on the
   * thread of the answer.
   *
   * @param hub null for the only one
   */
  void read(
      Exchange exchange,
      @Nullable String hub,
      String device,
      MarkerPath marker,
      Set<TagPath> tags,
      Consumer<TwinReading> found,
      Consumer<HubTrouble> failed) {
    Exchange request = HubRequest.copyOf(exchange, hub, device, null);
    try {
      via.process(request, doneSync -> tell(request, marker, tags, found, failed));
    } catch (RuntimeException e) {
      request.setException(e);
      tell(request, marker, tags, found, failed);
    }
  }

  private void tell(
      Exchange answer,
      MarkerPath marker,
      Set<TagPath> tags,
      Consumer<TwinReading> found,
      Consumer<HubTrouble> failed) {
    HubFailure failure = HubFailure.of(answer);
    if (failure == null
        && answer.getMessage().getBody() instanceof Map<?, ?> twin
        && twin.get("properties") instanceof Map) {
      found.accept(reading(twin, marker, tags));
    } else if (failure != null && failure.isNotFound()) {
      found.accept(new TwinReading.NotRegistered());
    } else if (failure != null && (failure.isOfDevice() || failure.isOfRoute())) {
      found.accept(
          new TwinReading.Refused(failure.detail(), failure.isOfHub(), failure.retryAfter()));
    } else if (failure == null) {
      // No hub answers like this, so it does not count as a failure of the hub, which would make
      // all others wait.
      found.accept(
          new TwinReading.Refused(via.getEndpoint() + " answered with no twin.", false, null));
    } else {
      failed.accept(failure.trouble());
    }
  }

  @SuppressWarnings("unchecked") // The marker's path compares keys as text, whatever their type.
  private static TwinReading reading(Map<?, ?> twin, MarkerPath marker, Set<TagPath> tags) {
    Map<String, ?> read = (Map<String, ?>) twin;
    return new TwinReading.Found(
        marker.readFrom(read),
        "Connected".equals(twin.get("connectionState")),
        tags(read, tags),
        !"disabled".equals(twin.get("status")));
  }

  private static Map<TagPath, String> tags(Map<String, ?> twin, Set<TagPath> tags) {
    if (tags.isEmpty()) {
      return Map.of();
    }
    Map<TagPath, String> values = new HashMap<>();
    for (TagPath tag : tags) {
      String value = tag.readFrom(twin);
      if (value != null) {
        values.put(tag, value);
      }
    }
    return values;
  }
}
