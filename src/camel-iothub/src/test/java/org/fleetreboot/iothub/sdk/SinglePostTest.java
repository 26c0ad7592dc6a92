package org.fleetreboot.iothub.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SinglePostTest {

  @Test
  void isGuaranteedByTheFlagOnTheCommandLine() {
    assertThat(SinglePost.isGuaranteed(List.of("-Xmx1g", SinglePost.FLAG), "false")).isTrue();
  }

  @Test
  void isNotGuaranteedByAPropertySetTooLate() {
    assertThat(SinglePost.isGuaranteed(List.of(), "false")).isFalse();
  }

  @Test
  void isNotGuaranteedWhenTheFlagWasOverruled() {
    assertThat(SinglePost.isGuaranteed(List.of(SinglePost.FLAG), "true")).isFalse();
  }

  @Test
  void isGuaranteedInTheseTests() {
    assertThat(SinglePost.isGuaranteed()).isTrue();
  }
}
