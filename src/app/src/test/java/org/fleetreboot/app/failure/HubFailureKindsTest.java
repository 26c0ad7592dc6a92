package org.fleetreboot.app.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.fleetreboot.iothub.client.FailureKind;
import org.fleetreboot.iothub.client.Trouble;
import org.fleetreboot.reboot.HubFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The two components share no class: what the one writes into an exchange the other one reads. */
class HubFailureKindsTest {
  private static final Set<Trouble> OF_ALL =
      EnumSet.of(Trouble.hub, Trouble.credential, Trouble.program);

  @Test
  void theyKnowTheSameKindsOfFailure() {
    assertThat(HubFailure.Kind.values())
        .extracting(Enum::name)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FailureKind.values()).map(Enum::name).toList());
  }

  @ParameterizedTest
  @EnumSource
  void andWhoseTroubleEachIs(FailureKind kind) {
    HubFailure failure =
        new HubFailure(HubFailure.Kind.valueOf(kind.name()), true, false, null, "What happened.");

    assertThat(failure.isOfRequest()).isEqualTo(kind.trouble() == Trouble.request);
    assertThat(failure.isOfDevice() || failure.isNotFound())
        .isEqualTo(kind.trouble() == Trouble.device);
    assertThat(failure.troubleOfCall())
        .as("no device's, and no request's, trouble suspends the hub")
        .satisfies(
            trouble -> assertThat(trouble == null || OF_ALL.contains(kind.trouble())).isTrue());
  }
}
