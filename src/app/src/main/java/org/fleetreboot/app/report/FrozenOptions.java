package org.fleetreboot.app.report;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.MarkerPath;
import org.fleetreboot.workflow.options.Rate;
import org.fleetreboot.workflow.options.RateGrowth;
import org.fleetreboot.workflow.options.TagPath;
import org.jspecify.annotations.Nullable;

/**
 * The frozen options of a group, with their names and notation in a route. Each component of {@link
 * GroupOptions} is an option, so none can be forgotten.
 */
public final class FrozenOptions {
  /** Records that are the value of one option; other records contain several options. */
  private static final Set<Class<?>> VALUES =
      Set.of(
          Limit.class,
          MaintenanceWindow.class,
          MarkerPath.class,
          Rate.class,
          RateGrowth.class,
          TagPath.class);

  private FrozenOptions() {}

  /** All options; unset ones are null. */
  public static Map<String, @Nullable Object> all(GroupOptions options) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    collect(GroupOptions.class, options, all);
    return all;
  }

  /** The options that differ from their defaults, as in {@code maxFailed 0, confirmWithin 20s}. */
  public static String changed(GroupOptions options) {
    Map<String, @Nullable Object> defaults = all(GroupOptions.DEFAULT);
    return all(options).entrySet().stream()
        .filter(option -> option.getValue() != null)
        .filter(option -> !option.getValue().equals(defaults.get(option.getKey())))
        .map(option -> option.getKey() + " " + option.getValue())
        .collect(Collectors.joining(", "));
  }

  private static void collect(
      Class<?> type, @Nullable Object options, Map<String, @Nullable Object> into) {
    for (RecordComponent component : type.getRecordComponents()) {
      Object value = options == null ? null : value(options, component);
      if (component.getType().isRecord() && !VALUES.contains(component.getType())) {
        collect(component.getType(), value, into);
      } else {
        into.put(
            component.getName(), value == null || List.of().equals(value) ? null : notation(value));
      }
    }
  }

  private static @Nullable Object value(Object options, RecordComponent component) {
    try {
      return component.getAccessor().invoke(options);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A public record hides " + component, e);
    }
  }

  private static Object notation(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Duration time) {
      return notation(time);
    }
    if (value instanceof MarkerPath marker) {
      return marker.path();
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
    return value instanceof Enum<?> word
        ? word.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : value.toString();
  }

  /** {@code 1h30m}, as in a route. */
  private static String notation(Duration time) {
    if (time.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    unit(text, time.toDays(), "d");
    unit(text, time.toHoursPart(), "h");
    unit(text, time.toMinutesPart(), "m");
    unit(text, time.toSecondsPart(), "s");
    unit(text, time.toMillisPart(), "ms");
    return text.toString();
  }

  private static void unit(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }
}
