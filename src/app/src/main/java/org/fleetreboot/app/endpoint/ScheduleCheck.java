package org.fleetreboot.app.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Checks the options of a schedule that Camel passes to Quartz, and silently drops if Quartz does
 * not know them.
 */
final class ScheduleCheck {
  private static final Set<String> OF_CRON =
      Set.of("timeZone", "startAt", "endAt", "misfireInstruction", "priority", "description");

  private static final Set<String> OF_INTERVAL =
      Set.of("repeatInterval", "repeatCount", "misfireInstruction", "priority", "description");

  private static final Set<String> OF_JOB = Set.of("description", "durability", "requestsRecovery");

  /**
   * The misfire instructions of both kinds of triggers, by number: the first has 2, the other 5.
   */
  private static final int LAST_OF_CRON = 2;

  private static final int LAST_OF_INTERVAL = 5;

  private ScheduleCheck() {}

  static List<String> mistakes(QuartzEndpoint quartz) {
    List<String> mistakes = new ArrayList<>();
    boolean isCron = quartz.getCron() != null;
    if (isCron) {
      add(mistakes, "cron ", CronText.mistake(quartz.getCron()));
    }
    Map<String, Object> trigger = quartz.getTriggerParameters();
    trigger.forEach(
        (name, value) ->
            add(mistakes, "trigger." + name + ": ", ofTrigger(name, "" + value, isCron)));
    quartz
        .getJobParameters()
        .keySet()
        .forEach(name -> add(mistakes, "job." + name + ": ", unknown(name, OF_JOB)));
    return mistakes;
  }

  private static void add(List<String> mistakes, String about, @Nullable String mistake) {
    if (mistake != null) {
      mistakes.add(about + mistake);
    }
  }

  private static @Nullable String ofTrigger(String name, String value, boolean isCron) {
    String unknown = unknown(name, isCron ? OF_CRON : OF_INTERVAL);
    if (unknown != null) {
      return (isCron ? OF_INTERVAL : OF_CRON).contains(name)
          ? isCron
              ? "it has no effect beside cron; omit it"
              : "it has no effect without cron; add a cron expression"
          : unknown;
    }
    return switch (name) {
      case "timeZone" -> ZoneText.mistake(value);
      case "misfireInstruction" -> misfire(value, isCron ? LAST_OF_CRON : LAST_OF_INTERVAL);
      case "startAt", "endAt" -> DateText.zoned(value);
      default -> null;
    };
  }

  private static @Nullable String unknown(String name, Set<String> known) {
    return known.contains(name)
        ? null
        : "unknown option; the options are " + String.join(", ", new TreeSet<>(known));
  }

  private static @Nullable String misfire(String value, int last) {
    return value.matches("-1|[0-" + last + "]")
        ? null
        : "'%s' is not a valid instruction; give 2, or omit it: a missed time is recorded and never caught up"
            .formatted(value);
  }
}
