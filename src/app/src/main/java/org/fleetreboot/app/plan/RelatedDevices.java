package org.fleetreboot.app.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.TagDownLimit;
import org.jspecify.annotations.Nullable;

/** Counts the devices of a group that a disruption budget relates to each other. */
final class RelatedDevices {
  private final List<TagDownLimit> limits;
  private final Map<TagDownLimit, Map<String, Integer>> devices = new HashMap<>();

  RelatedDevices(@Nullable DisruptionBudget budget) {
    this.limits = budget == null ? List.of() : budget.limits();
  }

  void add(Map<String, Object> twin) {
    for (TagDownLimit limit : limits) {
      String value = limit.tag().readFrom(twin);
      if (value != null) {
        devices.computeIfAbsent(limit, each -> new HashMap<>()).merge(value, 1, Integer::sum);
      }
    }
  }

  /** How many devices reboot one after the other at least; 0 where none are related. */
  int rounds() {
    int rounds = 0;
    for (Map.Entry<TagDownLimit, Map<String, Integer>> counted : devices.entrySet()) {
      int most = counted.getKey().most();
      for (int related : counted.getValue().values()) {
        rounds = Math.max(rounds, (related + most - 1) / most);
      }
    }
    return rounds;
  }
}
