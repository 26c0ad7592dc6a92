package org.fleetreboot.reboot.step;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.AsyncProducer;
import org.fleetreboot.engine.DisconnectedSource;
import org.fleetreboot.engine.PageCollector;
import org.fleetreboot.reboot.ContinuationPool;
import org.fleetreboot.reboot.targets.DeviceQuery;
import org.fleetreboot.workflow.options.TagPath;
import org.jspecify.annotations.Nullable;

/** Queries the hub for devices that are disconnected, or whose disconnection may be unnoticed. */
final class DisconnectedQuery implements DisconnectedSource {
  private static final String AWAY_OR_QUIET =
      "status = 'enabled' AND ((connectionState = 'Disconnected' AND lastActivityTime > '%1$s') OR"
          + " (connectionState = 'Connected' AND lastActivityTime <= '%1$s')";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The hub writes year 1 for devices that were never active. */
  private static final Instant NEVER = Instant.parse("0002-01-01T00:00:00Z");

  private final AsyncProducer via;
  private final @Nullable String hub;
  private final int pageSize;
  private final ContinuationPool workers;

  DisconnectedQuery(
      AsyncProducer via, @Nullable String hub, int pageSize, ContinuationPool workers) {
    this.via = via;
    this.hub = hub;
    this.pageSize = pageSize;
    this.workers = workers;
  }

  @Override
  public CompletionStage<Void> collect(Question question, PageCollector<Seen> collector) {
    Set<TagPath> tags = question.tags();
    String asked =
        AWAY_OR_QUIET.formatted(question.since().truncatedTo(ChronoUnit.SECONDS))
            + named(question.named())
            + ")";
    String related =
        tags.stream()
            .map(tag -> "is_defined(" + written(tag) + ")")
            .collect(Collectors.joining(" OR ", " AND (", ")"));
    DeviceQuery query =
        DeviceQuery.of(question.everybody() || tags.isEmpty() ? asked : asked + related);
    return new QueryPages<>(
            via,
            hub,
            query.selecting("deviceId, connectionState, lastActivityTime, tags"),
            row -> read(query, row, tags),
            pageSize,
            workers)
        .collect(collector);
  }

  private static String named(Set<String> devices) {
    // How a query escapes a quote is not documented.
    List<String> quotable =
        devices.stream().filter(device -> device.indexOf('\'') < 0).sorted().toList();
    return quotable.isEmpty() ? "" : " OR deviceId IN ['" + String.join("', '", quotable) + "']";
  }

  /** In the syntax of queries: a name with other characters, or a keyword, is in brackets. */
  private static String written(TagPath tag) {
    return Arrays.stream(tag.path().split("\\.", -1))
        .map(
            level ->
                PLAIN.matcher(level).matches() && !level.equalsIgnoreCase("group")
                    ? level
                    : "[[" + level + "]]")
        .collect(Collectors.joining("."));
  }

  @SuppressWarnings("unchecked") // A tag's path compares keys as text, whatever their type.
  private static Seen read(DeviceQuery query, @Nullable Object row, Set<TagPath> tags) {
    String device = query.device(row);
    Map<String, ?> twin = row instanceof Map<?, ?> map ? (Map<String, ?>) map : Map.of();
    Map<TagPath, String> values = new HashMap<>();
    for (TagPath tag : tags) {
      String value = tag.readFrom(twin);
      if (value != null) {
        values.put(tag, value);
      }
    }
    return new Seen(
        device,
        "Connected".equals(twin.get("connectionState")),
        values,
        lastActive(twin.get("lastActivityTime")));
  }

  private static @Nullable Instant lastActive(@Nullable Object stamp) {
    try {
      Instant seen = stamp instanceof String text ? Instant.parse(text) : null;
      return seen == null || seen.isBefore(NEVER) ? null : seen;
    } catch (DateTimeParseException e) {
      // Only year 1 may have no zone.
      return null;
    }
  }
}
