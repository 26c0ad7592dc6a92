package org.fleetreboot.app.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.devicesim.hub.fault.FaultNotation;

/**
 * Reads a file that lists faults of the hub. {@code device-sim/scenario.yaml} is an example. Errors
 * name the line.
 */
public final class ScenarioFile {
  /** Every request checks each fault. */
  private static final int MOST_FAULTS = 1_000;

  private ScenarioFile() {}

  /**
   * Reads the faults of a file, in order.
   *
   * @throws org.fleetreboot.app.failure.ProgramFailure with file, line and remedy, if the file is
   *     invalid
   */
  public static List<FaultNotation.Order> read(Path file) {
    YamlNode whole = YamlFile.root(file, "--scenario", "faults");
    YamlNode faults = whole.mappingOf(Set.of("faults")).get("faults");
    if (faults == null) {
      throw whole.refused("there is no 'faults:'");
    }
    List<YamlNode> entries = faults.sequence();
    if (entries.isEmpty() || entries.size() > MOST_FAULTS) {
      throw faults.refused("expected 1 to %d faults".formatted(MOST_FAULTS));
    }
    return entries.stream().map(ScenarioFile::order).toList();
  }

  private static FaultNotation.Order order(YamlNode entry) {
    Map<String, YamlNode> nodes = entry.mappingOf(FaultNotation.KEYS);
    Map<String, String> values = new LinkedHashMap<>();
    nodes.forEach((key, node) -> values.put(key, node.value()));
    try {
      return FaultNotation.parse(values);
    } catch (FaultNotation.Malformed e) {
      throw nodes.getOrDefault(e.key(), entry).refused(String.valueOf(e.getMessage()));
    }
  }
}
