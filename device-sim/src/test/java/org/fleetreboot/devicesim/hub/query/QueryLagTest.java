package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.Test;

/** Queries that see twins as they were a while ago. */
class QueryLagTest {
  private final QueriedFleet fleet = new QueriedFleet(Duration.ofSeconds(30));

  @Proves("Queries")
  @Test
  void aQueryFindsTagsAndReportedPropertiesOnlyWhenTheLagHasPassed() {
    fleet.device("d1", "{'ring':'canary'}", "{'temp':21}");
    pass(29);
    assertThat(fleet.where("is_defined(tags.ring) OR is_defined(properties.reported.temp)"))
        .isEmpty();
    pass(1);
    assertThat(fleet.where("tags.ring = 'canary' AND properties.reported.temp = 21"))
        .isEqualTo("d1");
  }

  @Test
  void eachWriteIsFoundInItsTurn() {
    for (int i = 1; i <= 3; i++) {
      fleet.device("d1", "{}", "{'n':" + i + "}");
      pass(10);
    }
    for (int i = 1; i <= 3; i++) {
      assertThat(fleet.rows("SELECT properties.reported.n FROM devices"))
          .isEqualTo("[{'n':" + i + "}]");
      pass(10);
    }
  }

  @Test
  void aGroupIsAsLateAsARow() {
    fleet.device("d1", "{'ring':'canary'}", "{}");
    pass(30);
    fleet.device("d1", "{'ring':'late'}", "{}");
    String query = "SELECT tags.ring, COUNT() AS n FROM devices GROUP BY tags.ring";
    assertThat(fleet.rows(query)).isEqualTo("[{'ring':'canary','n':1}]");
    pass(30);
    assertThat(fleet.rows(query)).isEqualTo("[{'ring':'late','n':1}]");
  }

  @Test
  void aDeviceThatIsRegisteredAnewHasNothingOfTheOldOne() {
    fleet.device("d1", "{'ring':'canary'}", "{}");
    pass(30);
    fleet.device("d1", "{'ring':'late'}", "{}");
    fleet.remove("d1");
    fleet.device("d1", "{}", "{}");
    assertThat(fleet.where("is_defined(tags.ring)")).isEmpty();
  }

  @Test
  void whatNoQueryCanSeeAnyMoreIsNotHeld() {
    for (int i = 0; i < 100; i++) {
      fleet.device("d" + i, "{}", "{}");
      pass(3);
    }
    // Two writes each three seconds, for thirty seconds.
    assertThat(fleet.lag.held()).isEqualTo(20);
    pass(30);
    fleet.where("true");
    assertThat(fleet.lag.held()).isZero();
  }

  @Test
  void withoutALagNothingIsHeldAndEverythingIsFound() {
    QueriedFleet prompt = new QueriedFleet().device("d1", "{'ring':'canary'}", "{}");
    assertThat(prompt.where("tags.ring = 'canary'")).isEqualTo("d1");
    assertThat(prompt.lag.held()).isZero();
  }

  @Test
  void queriesAreNotAheadOfTime() {
    assertThatThrownBy(() -> LocalHub.builder().queryLag(Duration.ofSeconds(-1)))
        .hasMessage("The lag must be zero or more, not PT-1S");
  }

  private void pass(int seconds) {
    fleet.clock.advance(Duration.ofSeconds(seconds));
  }
}
