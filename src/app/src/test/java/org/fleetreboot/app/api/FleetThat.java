package org.fleetreboot.app.api;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;

/** Fleets for tests that ask for a part of what a fleet knows. */
public final class FleetThat {
  private FleetThat() {}

  /**
   * A fleet that fails when it is asked for more.
   *
   * @param answers by the name of the method
   */
  public static Fleet knows(Map<String, ?> answers) {
    return (Fleet)
        Proxy.newProxyInstance(
            Objects.requireNonNull(Fleet.class.getClassLoader()),
            new Class<?>[] {Fleet.class},
            (fleet, asked, arguments) -> {
              Object answer = answers.get(asked.getName());
              if (answer == null) {
                throw new AssertionError(asked);
              }
              return answer;
            });
  }

  /** One hub that works, and that nobody has asked yet. */
  public static HubStates goodHub(String name) {
    return new HubStates(List.of(HubJson.of(name, HubHealth.GOOD, HubHeadroom.unused(10, 10))));
  }
}
