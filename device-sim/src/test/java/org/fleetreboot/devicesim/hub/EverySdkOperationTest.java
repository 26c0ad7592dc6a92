package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No operation of Microsoft's Java clients is left out of the tests without a reason. */
class EverySdkOperationTest {
  @ParameterizedTest
  @EnumSource
  void eachIsCalledInATestOrLeftOutForAReason(SdkClient client) {
    Set<String> missing = new TreeSet<>(SdkCalls.offered(client.type));
    missing.removeAll(SdkCalls.called(client.type));
    assertThat(missing).isEqualTo(client.leftOut);
  }
}
