package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fleetreboot.devicesim.hub.mqtt.DeviceTopic;
import org.fleetreboot.devicesim.hub.rest.Route;
import org.junit.jupiter.api.Test;

/** The tables of what a hub answers. */
class SupportedOperationsTest {
  @Test
  void everyOperationHasANameOfItsOwnAndNeedsARight() throws Exception {
    try (LocalHub hub = LocalHub.builder().start()) {
      List<Route> routes = hub.routes();
      assertThat(routes).extracting(Route::name).doesNotHaveDuplicates();
      assertThat(routes).extracting(Route::line).doesNotHaveDuplicates();
      assertThat(routes).noneMatch(route -> route.terms().rights().isEmpty());
      assertThat(routes).extracting(Route::line).contains("POST /twins/{device}/methods");
      assertThat(hub.topics()).extracting(DeviceTopic::name).doesNotHaveDuplicates();
    }
  }
}
