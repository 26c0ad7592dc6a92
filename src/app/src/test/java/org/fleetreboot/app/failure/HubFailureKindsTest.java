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
  private static final Set<Trouble> OF_ALL = EnumSet.of(Trouble.hub, Trouble.credential);

  /** Where a call has no answer, the hub cannot say whose silence that is. */
  private static final Set<FailureKind> MAY_BE_THE_DEVICE =
      EnumSet.of(FailureKind.timeout, FailureKind.other);

  @Test
  void bothModulesKnowTheSameKindsOfFailure() {
    assertThat(HubFailure.Kind.values())
        .extracting(Enum::name)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FailureKind.values()).map(Enum::name).toList());
  }

  @ParameterizedTest
  @EnumSource
  void bothModulesAgreeWhoIsToBlame(FailureKind kind) {
    HubFailure failure =
        new HubFailure(HubFailure.Kind.valueOf(kind.name()), true, false, null, "What happened.");

    assertThat(failure.isOfRequest()).isEqualTo(kind.trouble() == Trouble.request);
    assertThat(failure.isOfDevice() || failure.isNotFound())
        .isEqualTo(kind.trouble() == Trouble.device);
    assertThat(failure.troubleOfCall() != null)
        .as("of a call, what suspends the hub is no device's, no request's, and no timeout")
        .isEqualTo(OF_ALL.contains(kind.trouble()) && !MAY_BE_THE_DEVICE.contains(kind));
    assertThat(failure.trouble()).as("of a read, everything counts").isNotNull();
  }
}
