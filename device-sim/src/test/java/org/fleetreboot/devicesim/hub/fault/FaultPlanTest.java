package org.fleetreboot.devicesim.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  private final FaultPlan plan = new FaultPlan(new Random(7));

  @Test
  void itStrikesItsDeviceAndItsOperationOnly() {
    plan.arm(HubFault.serverError(), FaultScope.methods().device("pump-7"));
    assertThat(plan.strike(HubOperation.METHOD, device("pump-8"))).isEmpty();
    assertThat(plan.strike(HubOperation.TWIN_READ, device("pump-7"))).isEmpty();
    assertThat(plan.strike(HubOperation.METHOD, device("pump-7"))).contains(HubFault.serverError());
  }

  @Test
  void itIsSpentAfterItsTimesAndTheNextOneTakesOver() {
    plan.arm(HubFault.serverError(), FaultScope.methods().times(2));
    plan.arm(HubFault.serverBusy(), FaultScope.methods().once());
    assertThat(strikes(4))
        .containsExactly(
            Optional.of(HubFault.serverError()),
            Optional.of(HubFault.serverError()),
            Optional.of(HubFault.serverBusy()),
            Optional.empty());
  }

  @Test
  void itLetsTheFirstRequestsPass() {
    plan.arm(HubFault.serverError(), FaultScope.methods().afterSkipping(2).once());
    assertThat(strikes(4))
        .containsExactly(
            Optional.empty(),
            Optional.empty(),
            Optional.of(HubFault.serverError()),
            Optional.empty());
  }

  @Test
  void aRateStrikesThatShareAndTheSameOnesForTheSameSeed() {
    plan.arm(HubFault.tooManyRequests(), FaultScope.everything().rate(0.25));
    var first = strikes(1000);
    assertThat(first.stream().filter(Optional::isPresent).count()).isBetween(200L, 300L);
    FaultPlan again = new FaultPlan(new Random(7));
    again.arm(HubFault.tooManyRequests(), FaultScope.everything().rate(0.25));
    assertThat(
            IntStream.range(0, 1000).mapToObj(i -> again.strike(HubOperation.METHOD, device("d"))))
        .containsExactlyElementsOf(first);
  }

  @Test
  void numbersOutOfRangeAreRefusedWithTheirValue() {
    assertThatThrownBy(() -> FaultScope.methods().rate(1.5)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> FaultScope.methods().rate(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> FaultScope.methods().times(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> HubFault.late(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
  }

  private static Optional<ClientId> device(String id) {
    return Optional.of(ClientId.device(id));
  }

  private List<Optional<HubFault>> strikes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> plan.strike(HubOperation.METHOD, device("d")))
        .toList();
  }
}
