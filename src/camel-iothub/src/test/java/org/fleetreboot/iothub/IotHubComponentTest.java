package org.fleetreboot.iothub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AzureSasCredential;
import com.azure.core.credential.TokenCredential;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.main.Main;
import org.fleetreboot.iothub.sdk.SdkIotHubClient;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** How the component is configured, and its messages for a wrong configuration. */
class IotHubComponentTest {

  private static final String KEY = "c2VjcmV0LXNlY3JldA==";
  private static final String CONNECTION_STRING =
      "HostName=127.0.0.1:8443;SharedAccessKeyName=service;SharedAccessKey=" + KEY;

  @Test
  void takesTheConnectionStringOfTheComponent() {
    try (RunningCamel camel = RunningCamel.with(Map.of())) {
      camel
          .context
          .getComponent("iothub", IotHubComponent.class)
          .getConfiguration()
          .setConnectionString(CONNECTION_STRING);

      IotHubEndpoint endpoint = endpoint(camel, "iothub:getTwin");

      assertThat(endpoint.client(null).client()).isInstanceOf(SdkIotHubClient.class);
      assertThat(endpoint.getServiceUrl()).isEqualTo("127.0.0.1:8443");
    }
  }

  @Test
  void takesACredentialFromTheRegistry() {
    TokenCredential token = request -> Mono.empty();
    try (RunningCamel camel = RunningCamel.with(Map.of("token", token))) {
      IotHubEndpoint endpoint = endpoint(camel, "iothub:getTwin?hostName=myhub");

      assertThat(endpoint.getConfiguration().getTokenCredential()).isSameAs(token);
      assertThat(endpoint.client(null).client()).isInstanceOf(SdkIotHubClient.class);
    }
    AzureSasCredential sas = new AzureSasCredential("SharedAccessSignature sr=myhub");
    try (RunningCamel camel = RunningCamel.with(Map.of("sas", sas))) {
      assertThat(endpoint(camel, "iothub:getTwin?hostName=myhub").client(null).client())
          .isInstanceOf(SdkIotHubClient.class);
    }
  }

  @Test
  void saysWhichOptionIsMissing() {
    try (RunningCamel camel = RunningCamel.with(Map.of())) {
      assertThatThrownBy(() -> endpoint(camel, "iothub:getTwin").client(null).client())
          .hasMessage(
              "iothub: needs either a connectionString, or a hostName with a tokenCredential or a"
                  + " sasCredential; the hostName is missing.");
      assertThatThrownBy(
              () -> endpoint(camel, "iothub:getTwin?hostName=myhub").client(null).client())
          .hasMessageEndingWith("a credential is missing.");
      assertThatThrownBy(
              () ->
                  endpoint(camel, "iothub:getTwin?connectionString=RAW(HostName=myhub)")
                      .client(null)
                      .client())
          .hasMessageStartingWith("The connection string has no SharedAccessKeyName.");
    }
  }

  @Test
  void listsTheOperationsWhenAskedForAnother() {
    try (RunningCamel camel = RunningCamel.with(Map.of())) {
      assertThatThrownBy(() -> camel.context.getEndpoint("iothub:reboot"))
          .rootCause()
          .hasMessageContaining("reboot");
      assertThatThrownBy(() -> camel.context.getEndpoint("iothub:reboot"))
          .hasStackTraceContaining(
              "Unknown operation 'reboot'; iothub: has [invokeMethod, getTwin, queryTwins,"
                  + " updateTwin, getDevice].");
    }
  }

  @Test
  void hasNoConsumerAndSaysWhatToUseInstead() {
    try (RunningCamel camel = RunningCamel.with(Map.of("hub", new ScriptedClient()))) {
      IotHubEndpoint endpoint = endpoint(camel, "iothub:getTwin");

      assertThatThrownBy(() -> endpoint.createConsumer(exchange -> {}))
          .hasMessageContaining("azure-eventhubs:");
    }
  }

  @Test
  void showsNoSecretInTheEndpointsName() {
    try (RunningCamel camel = RunningCamel.with(Map.of())) {
      IotHubEndpoint endpoint =
          endpoint(camel, "iothub:getTwin?connectionString=RAW(" + CONNECTION_STRING + ")");

      assertThat(endpoint.toString()).doesNotContain(KEY);
    }
  }

  @Test
  void keepsTheOptionsOfEndpointsSeparate() {
    try (RunningCamel camel = RunningCamel.with(Map.of("hub", new ScriptedClient()))) {
      IotHubEndpoint quick = endpoint(camel, "iothub:invokeMethod?responseTimeout=5s");
      IotHubEndpoint usual = endpoint(camel, "iothub:invokeMethod");

      assertThat(quick.getConfiguration().getResponseTimeout()).hasSeconds(5);
      assertThat(usual.getConfiguration().getResponseTimeout()).hasSeconds(30);
    }
  }

  @Test
  void isConfiguredByProperties() throws Exception {
    Main main = new Main();
    main.bind("hub", new ScriptedClient());
    main.addInitialProperty("camel.component.iothub.responseTimeout", "45s");
    main.addInitialProperty("camel.component.iothub.maxConcurrentCalls", "7");
    main.start();
    try {
      IotHubComponent component =
          main.getCamelContext().getComponent("iothub", IotHubComponent.class);

      assertThat(component.getConfiguration().getResponseTimeout())
          .isEqualTo(Duration.ofSeconds(45));
      assertThat(component.getMaxConcurrentCalls()).isEqualTo(7);
      assertThat(component.getConfiguration().getClient()).isInstanceOf(ScriptedClient.class);
    } finally {
      main.stop();
    }
  }

  @Test
  void failsWithTheFirstMessageWhenProducersStartLazily() throws Exception {
    try (RunningCamel camel = RunningCamel.with(Map.of())) {
      camel.yaml(
          """
          - route:
              from:
                uri: direct:start
                steps:
                  - to: "iothub:getTwin?deviceId=pump-1&lazyStartProducer=true"
          """);

      assertThat(camel.send("direct:start", null).getException())
          .hasMessageEndingWith("the hostName is missing.");
    }
  }

  private static IotHubEndpoint endpoint(RunningCamel camel, String uri) {
    IotHubEndpoint endpoint = camel.context.getEndpoint(uri, IotHubEndpoint.class);
    endpoint.start();
    return endpoint;
  }
}
