package org.fleetreboot.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SenderTest {
  @Test
  void allAddressesOfANetworkOfIpv6AreOneSender() {
    assertThat(Sender.of("2001:db8:0:1::7")).isEqualTo(Sender.of("2001:db8:0:1:ffff::1"));
    assertThat(Sender.of("2001:db8:0:1::7")).isNotEqualTo(Sender.of("2001:db8:0:2::7"));
  }

  @Test
  void eachAddressOfIpv4IsASender() {
    assertThat(Sender.of("10.0.0.1")).isNotEqualTo(Sender.of("10.0.0.2"));
    assertThat(Sender.of("::ffff:10.0.0.1")).isEqualTo(Sender.of("10.0.0.1"));
  }
}
