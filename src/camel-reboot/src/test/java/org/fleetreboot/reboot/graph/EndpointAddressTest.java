package org.fleetreboot.reboot.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointAddressTest {

  @ParameterizedTest
  @CsvSource({
    "reboot-run:nightly?runId=r1, reboot-run:nightly",
    "reboot-run://nightly, reboot-run:nightly",
    "direct:${header.where}, direct:${header.where}",
    "file:/in, file:/in",
    "'reboot:group/all?query=a\nb', reboot:group/all",
    "{{where}}, {{where}}",
  })
  void itIsTheUriWithoutOptionsAsOneWritesIt(String uri, String address) {
    assertThat(EndpointAddress.of(uri)).hasToString(address);
  }

  @Test
  void aChainAStepAndARouteThatIsCalledAreToldApart() {
    assertThat(EndpointAddress.of("reboot-run:a")).matches(EndpointAddress::isChain);
    assertThat(EndpointAddress.of("reboot:group/a")).matches(EndpointAddress::isStep);
    assertThat(EndpointAddress.of("direct://a?x=y")).matches(EndpointAddress::isDirect);
    assertThat(EndpointAddress.of("reboot-device:due"))
        .matches(EndpointAddress::isOfDevices)
        .matches(address -> !address.isStep() && !address.isChain());
  }
}
