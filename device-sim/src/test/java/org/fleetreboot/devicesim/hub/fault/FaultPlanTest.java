package org.fleetreboot.devicesim.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-25T20:00:00Z"));
  private final FaultPlan plan = new FaultPlan(7, clock, fault -> {});

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
    FaultPlan again = new FaultPlan(7, clock, fault -> {});
    again.arm(HubFault.tooManyRequests(), FaultScope.everything().rate(0.25));
    assertThat(
            IntStream.range(0, 1000).mapToObj(i -> again.strike(HubOperation.METHOD, device("d"))))
        .containsExactlyElementsOf(first);
  }

  @Test
  void whatStrikesAClientDoesNotDependOnWhatOthersDo() {
    plan.arm(HubFault.serverError(), FaultScope.methods().rate(0.5));
    List<Boolean> alone = strikesOf(plan, "pump-7");
    FaultPlan busy = new FaultPlan(7, clock, fault -> {});
    busy.arm(HubFault.serverError(), FaultScope.methods().rate(0.5));
    List<Boolean> amongOthers = new ArrayList<>();
    for (int i = 0; i < alone.size(); i++) {
      for (int other = 0; other <= i % 3; other++) {
        busy.strike(HubOperation.METHOD, device("valve-" + other));
      }
      amongOthers.add(busy.strike(HubOperation.METHOD, device("pump-7")).isPresent());
    }
    assertThat(amongOthers).isEqualTo(alone).contains(true, false);
    assertThat(strikesOf(busy, "pump-8")).isNotEqualTo(alone);
  }

  private static List<Boolean> strikesOf(FaultPlan plan, String id) {
    return IntStream.range(0, 50)
        .mapToObj(i -> plan.strike(HubOperation.METHOD, device(id)).isPresent())
        .toList();
  }

  @Test
  void anotherSeedStrikesOthers() {
    FaultPlan other = new FaultPlan(8, clock, fault -> {});
    other.arm(HubFault.serverError(), FaultScope.methods().rate(0.5));
    plan.arm(HubFault.serverError(), FaultScope.methods().rate(0.5));
    assertThat(strikesOf(other, "pump-7")).isNotEqualTo(strikesOf(plan, "pump-7"));
  }

  @Test
  void theNthRequestIsStruckAndNoOther() {
    plan.arm(HubFault.serverError(), FaultScope.methods().nth(3));
    assertThat(strikes(5))
        .extracting(Optional::isPresent)
        .containsExactly(false, false, true, false, false);
  }

  @Test
  void aFaultBeginsSomeTimeAfterItWasArmed() {
    plan.arm(HubFault.serverError(), FaultScope.methods().after(Duration.ofSeconds(30)));
    clock.advance(Duration.ofSeconds(30).minusMillis(1));
    assertThat(strikes(1)).containsExactly(Optional.empty());
    clock.advance(Duration.ofMillis(1));
    assertThat(strikes(1)).containsExactly(Optional.of(HubFault.serverError()));
  }

  @Test
  void aFaultBetweenTwoInstantsHasItsBeginningAndNotItsEnd() {
    Instant start = clock.instant().plusSeconds(60);
    plan.arm(HubFault.serverError(), FaultScope.methods().between(start, start.plusSeconds(60)));
    clock.advance(Duration.ofSeconds(60).minusMillis(1));
    assertThat(strikes(1)).containsExactly(Optional.empty());
    clock.advance(Duration.ofMillis(1));
    assertThat(strikes(1)).containsExactly(Optional.of(HubFault.serverError()));
    clock.advance(Duration.ofSeconds(60));
    assertThat(strikes(1)).containsExactly(Optional.empty());
  }

  @Test
  void aFaultThatCannotStrikeItsScopeIsRefused() {
    assertThatThrownBy(
            () -> plan.arm(HubFault.connectionRefused(3), FaultScope.on(HubOperation.QUERY)))
        .hasMessageEndingWith("can strike device-connect, not query");
    assertThatThrownBy(
            () -> plan.arm(HubFault.deliveredThenNoAnswer(), FaultScope.on(HubOperation.TWIN_READ)))
        .hasMessageEndingWith("can strike method, not twin-read");
    assertThatThrownBy(
            () ->
                plan.arm(
                    HubFault.slowTls(Duration.ofSeconds(1)),
                    FaultScope.everything().device("pump-7")))
        .hasMessageContaining("before a device sends its id");
  }

  @Test
  void numbersOutOfRangeAreRefusedWithTheirValue() {
    assertThatThrownBy(() -> FaultScope.methods().rate(1.5)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> FaultScope.methods().rate(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> FaultScope.methods().times(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> HubFault.connectionRefused(0)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> HubFault.twinRefused(204)).hasMessageContaining("204");
    assertThatThrownBy(() -> FaultScope.methods().after(Duration.ofSeconds(-1)))
        .hasMessageContaining("PT-1S");
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
