package org.fleetreboot.devicesim.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.fleetreboot.devicesim.device.mqtt.HubTopic.Kind;
import org.junit.jupiter.api.Test;

class HubTopicTest {

  @Test
  void aMethodCallNamesItsMethodAndItsRequest() {
    assertThat(HubTopic.parse("$iothub/methods/POST/rebootDevice/?$rid=1f"))
        .contains(new HubTopic(Kind.METHOD_CALL, "rebootDevice", "1f"));
  }

  @Test
  void aTwinAnswerNamesItsStatusAndItsRequestWhateverFollows() {
    assertThat(HubTopic.parse("$iothub/twin/res/204/?$rid=7&$version=6"))
        .contains(new HubTopic(Kind.TWIN_ANSWER, "204", "7"));
  }

  @Test
  void otherTopicsAreNone() {
    assertThat(HubTopic.parse("devices/pump-7/messages/devicebound/")).isEmpty();
  }
}
