package org.fleetreboot.iothub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.fleetreboot.iothub.client.DeviceAddress;
import org.fleetreboot.iothub.client.MethodCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The component as routes in YAML use it, on a hub in memory. */
class IotHubRoutesTest {

  private final ScriptedClient hub = new ScriptedClient();
  private final RunningCamel camel = RunningCamel.with(Map.of("hub", hub));

  @AfterEach
  void stop() {
    camel.close();
  }

  @Test
  void invokesMethodOfTheDeviceThatTheHeaderNames() throws Exception {
    camel.yaml(
        """
        - route:
            from:
              uri: direct:start
              steps:
                - to:
                    uri: iothub:invokeMethod
                    parameters: { methodName: rebootDevice, responseTimeout: 10s }
        """);

    Exchange done =
        camel.send("direct:start", Map.of("why", "test"), IotHubConstants.DEVICE_ID, "pump-1");

    MethodCall call = hub.calls.get(0);
    assertThat(call.receiver()).isEqualTo(DeviceAddress.device("pump-1"));
    assertThat(call.methodName()).isEqualTo("rebootDevice");
    assertThat(call.payload()).isEqualTo(Map.of("why", "test"));
    assertThat(call.responseTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(call.connectTimeout()).isZero();
    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isEqualTo(Map.of("done", true));
    assertThat(done.getMessage().getHeader(IotHubConstants.METHOD_STATUS)).isEqualTo(200);
    assertThat(done.getMessage().getHeader(IotHubConstants.DELIVERY)).isEqualTo("delivered");
    assertThat(done.getProperty(IotHubConstants.DELIVERY)).isEqualTo("delivered");
  }

  @Test
  void readsTwin() throws Exception {
    camel.yaml(
        """
        - route:
            from:
              uri: direct:start
              steps:
                - to: "iothub:getTwin"
        """);

    Exchange done = camel.send("direct:start", null, IotHubConstants.DEVICE_ID, "pump-1");

    assertThat(done.getMessage().getBody()).asInstanceOf(MAP).containsEntry("deviceId", "pump-1");
    assertThat(done.getMessage().getHeader(IotHubConstants.DELIVERY)).isNull();
  }

  @Test
  void queriesPageAfterPage() throws Exception {
    camel.yaml(
        """
        - route:
            from:
              uri: direct:start
              steps:
                - to:
                    uri: iothub:queryTwins
                    parameters: { query: "SELECT * FROM devices", pageSize: 2 }
        """);

    Exchange first = camel.send("direct:start", null);
    Object token = first.getMessage().getHeader(IotHubConstants.CONTINUATION_TOKEN);
    Exchange last =
        camel.send("direct:start", null, IotHubConstants.CONTINUATION_TOKEN, "" + token);

    assertThat(first.getMessage().getBody()).asInstanceOf(LIST).hasSize(2);
    assertThat(last.getMessage().getBody()).asInstanceOf(LIST).hasSize(1);
    assertThat(last.getMessage().getHeaders())
        .doesNotContainKey(IotHubConstants.CONTINUATION_TOKEN);
  }

  @Test
  void headerNamesAnotherOperation() {
    Exchange done =
        camel.send("iothub:getTwin?deviceId=pump-1", null, IotHubConstants.OPERATION, "getDevice");

    assertThat(done.getMessage().getBody()).asInstanceOf(MAP).containsEntry("status", "enabled");
  }
}
