package org.fleetreboot.devicesim.hub.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a fault in the form that {@link FaultNotation} reads, without defaults. */
final class FaultWriter {
  private static final Duration EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final Map<String, Object> entry = new LinkedHashMap<>();

  private FaultWriter(HubFault fault, FaultScope scope) {
    entry.put("fault", FaultName.of(fault));
    if (!scope.operations().containsAll(EnumSet.allOf(HubOperation.class))) {
      entry.put("on", scope.operations().stream().sorted().map(HubOperation::word).toList());
    }
    scope
        .client()
        .ifPresent(
            client -> {
              entry.put("device", client.device());
              put("module", client.module() != null, client.module());
            });
    put("skip", scope.skip() > 0, scope.skip());
    put("times", scope.times() < Long.MAX_VALUE, scope.times());
    put("rate", scope.rate() < 1, scope.rate());
    if (scope.window() instanceof FaultWindow.SinceArmed since) {
      put("after", !since.from().isZero(), since.from());
      put("until", !since.to().equals(EVER), since.to());
    } else if (scope.window() instanceof FaultWindow.Between between) {
      put("from", !between.from().equals(Instant.MIN), between.from());
      put("to", !between.to().equals(Instant.MAX), between.to());
    }
  }

  static Map<String, Object> of(HubFault fault, FaultScope scope) {
    return new FaultWriter(fault, scope).entry;
  }

  private void put(String key, boolean isSet, @Nullable Object value) {
    if (isSet && value != null) {
      entry.put(
          key,
          value instanceof Duration time
              ? DurationText.text(time)
              : value instanceof Number ? value : value.toString());
    }
  }
}
