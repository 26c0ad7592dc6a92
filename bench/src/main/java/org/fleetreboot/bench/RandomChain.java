package org.fleetreboot.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fleetreboot.app.report.Json;

/**
 * A chain of one to three groups, and the devices that it calls.
 *
 * @param groups in order
 */
record RandomChain(String name, List<Group> groups) {
  private static final int CHAINS = 12;

  /**
   * A group.
   *
   * @param queried the devices that its query names; none if it takes the run's devices
   * @param excluded the devices that it excludes
   * @param exclude the same, as the text of the option
   */
  record Group(List<String> queried, Set<String> excluded, String exclude) {}

  /** Some chains that take the run's devices, and some with their own. */
  static List<RandomChain> some(Random random, List<String> ids) {
    List<RandomChain> chains = new ArrayList<>();
    for (int n = 0; n < CHAINS; n++) {
      List<Group> groups = new ArrayList<>();
      for (int g = 0; g <= random.nextInt(3); g++) {
        List<String> queried = n % 3 == 0 ? TargetsBench.some(random, ids, 6) : List.of();
        Set<String> excluded = new TreeSet<>();
        if (random.nextBoolean()) {
          excluded.addAll(TargetsBench.some(random, queried.isEmpty() ? ids : queried, 30));
        }
        groups.add(new Group(queried, excluded, written(random, excluded)));
      }
      chains.add(new RandomChain("chain-" + n, groups));
    }
    return chains;
  }

  private static String written(Random random, Set<String> ids) {
    return random.nextBoolean()
        ? Json.line(List.copyOf(ids))
        : ids.stream().map(ListFormat::csv).collect(Collectors.joining(","));
  }

  /** A query for exactly these devices, with constants as documented for IoT Hub. */
  static String query(List<String> ids) {
    return ids.stream()
        .map(id -> "'" + id.replace("'", "\\'") + "'")
        .collect(Collectors.joining(", ", "deviceId IN [", "]"));
  }

  /** Whether it calls the given devices. */
  boolean isListed() {
    return groups.get(0).queried().isEmpty();
  }

  /** The devices that a run with these devices calls. */
  Set<String> calls(List<String> sent) {
    Set<String> called = new LinkedHashSet<>();
    for (Group group : groups) {
      List<String> all = group.queried().isEmpty() ? sent : group.queried();
      all.stream().filter(id -> !group.excluded().contains(id)).forEach(called::add);
    }
    return new TreeSet<>(called);
  }

  /** As a route, in JSON, which is YAML. */
  String route() {
    StringBuilder route =
        new StringBuilder(
            """
            - route:
                id: NAME
                from:
                  uri: reboot-run:NAME
                  steps:
                    - setProperty: { name: sent, simple: { expression: "${body}" } }
            """);
    for (int g = 0; g < groups.size(); g++) {
      Group group = groups.get(g);
      // After a group the body is its result.
      route.append("        - setBody: { exchangeProperty: sent }\n");
      route.append("        - doTry:\n            steps:\n");
      route.append("              - to:\n                  id: NAME-%d\n".formatted(g));
      route.append("                  uri: reboot:group/g%d\n".formatted(g));
      route.append("                  parameters:\n                    allowEmpty: true\n");
      if (!group.queried().isEmpty()) {
        String query = query(group.queried());
        route.append("                    query: ").append(Json.line(query)).append('\n');
      }
      if (!group.excluded().isEmpty()) {
        route
            .append("                    exclude: ")
            .append(Json.line(group.exclude()))
            .append('\n');
      }
      // A group whose devices were all called before fails, and the next one continues.
      route.append("            doCatch:\n              - exception:\n");
      route.append("                  - org.fleetreboot.reboot.GroupFailed\n");
      route.append("                steps:\n                  - log: \"no more\"\n");
    }
    return route.toString().replace("NAME", name);
  }
}
