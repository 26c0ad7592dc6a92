package org.fleetreboot.journal;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.MarkerPath;
import org.fleetreboot.workflow.options.Rate;
import org.fleetreboot.workflow.options.RateGrowth;
import org.fleetreboot.workflow.options.TagDownLimit;
import org.fleetreboot.workflow.options.TagPath;
import org.jspecify.annotations.Nullable;

/** Options of a group, all of which are set, and none to its default: a new one is among them. */
final class SampleOptions {
  private static final Map<Class<?>, Object> VALUES =
      Map.of(
          Limit.class, Limit.parse("2.5%"),
          MaintenanceWindow.class, MaintenanceWindow.parse("Sat,Sun 01:00-05:00 Europe/Paris"),
          MarkerPath.class, new MarkerPath("iothubDM.reboot.lastReboot"),
          Rate.class, Rate.parse("10/m"),
          RateGrowth.class, RateGrowth.parse("50% after 100"),
          TagPath.class, new TagPath("tags.pair"),
          Set.class, Set.of(423, -1),
          List.class, List.of(TagDownLimit.parse("tags.site=2")));

  private SampleOptions() {}

  static GroupOptions all() {
    return (GroupOptions) of(GroupOptions.class, GroupOptions.DEFAULT);
  }

  private static Object of(Class<?> type, @Nullable Object defaults) {
    RecordComponent[] options = type.getRecordComponents();
    Object[] values =
        Arrays.stream(options).map(option -> other(option, defaultOf(option, defaults))).toArray();
    Class<?>[] types =
        Arrays.stream(options).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("No sample of " + type, e);
    }
  }

  private static @Nullable Object defaultOf(RecordComponent option, @Nullable Object defaults) {
    try {
      return defaults == null ? null : option.getAccessor().invoke(defaults);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(option.toString(), e);
    }
  }

  private static Object other(RecordComponent option, @Nullable Object value) {
    Class<?> type = option.getType();
    if (VALUES.containsKey(type)) {
      return VALUES.get(type);
    } else if (type == Duration.class) {
      return value == null ? Duration.ofMinutes(1) : ((Duration) value).plusMillis(1500);
    } else if (type == int.class || type == Integer.class) {
      return value == null ? 3 : (Integer) value + 1;
    } else if (type == boolean.class) {
      return !Boolean.TRUE.equals(value);
    } else if (type == String.class) {
      return option.getName();
    } else if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> constant != value)
          .reduce((first, second) -> second)
          .orElseThrow();
    }
    return of(type, value);
  }
}
