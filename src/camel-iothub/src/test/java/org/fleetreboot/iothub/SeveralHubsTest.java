package org.fleetreboot.iothub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.iothub.client.DeviceAddress;
import org.fleetreboot.iothub.client.MethodAnswer;
import org.fleetreboot.iothub.client.MethodCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One component, several hubs: the option or the header says which one is asked. */
class SeveralHubsTest {

  private static final String INVOKE = "iothub:invokeMethod?deviceId=pump-1&methodName=reboot";

  private final ScriptedClient north = new ScriptedClient();
  private final ScriptedClient south = new ScriptedClient();
  private RunningCamel camel = serving(Map.of("north", of(north), "south", of(south)));

  @AfterEach
  void stop() {
    camel.close();
  }

  private static IotHubConnection of(ScriptedClient client) {
    IotHubConnection connection = new IotHubConnection();
    connection.setClient(client);
    return connection;
  }

  private static RunningCamel serving(Map<String, IotHubConnection> hubs) {
    return serving(hubs, 32);
  }

  private static RunningCamel serving(Map<String, IotHubConnection> hubs, int reads) {
    IotHubComponent component = new IotHubComponent();
    component.setMaxConcurrentReads(reads);
    component.setHubs(hubs);
    return RunningCamel.with(Map.of("iothub", component));
  }

  @Test
  void theOptionNamesTheHub() {
    camel.send(INVOKE + "&hub=south", null);

    assertThat(south.calls).extracting(MethodCall::receiver).containsExactly(pump());
    assertThat(north.calls).isEmpty();
  }

  @Test
  void theHeaderOverridesTheOption() {
    camel.send(INVOKE + "&hub=south", null, IotHubConstants.HUB, "north");
    camel.send(INVOKE, null, IotHubConstants.HUB, "north");

    assertThat(north.calls).hasSize(2);
    assertThat(south.calls).isEmpty();
  }

  @Test
  void anUnknownHubIsRefusedWithTheKnownOnes() {
    Exchange refused = camel.send(INVOKE, null, IotHubConstants.HUB, "nort");

    assertThat(refused.getException()).hasMessage("Unknown hub 'nort'; iothub: has north, south.");
    assertThat(refused.getProperty(IotHubConstants.DELIVERY)).isEqualTo("notDelivered");
    assertThatThrownBy(() -> camel.send("iothub:getTwin?deviceId=pump-1&hub=nort", null))
        .hasStackTraceContaining("Unknown hub 'nort'; iothub: has north, south.");
  }

  @Test
  void aRequestWithoutNameIsRefusedWhenThereAreSeveral() {
    Exchange refused = camel.send(INVOKE, null);

    assertThat(refused.getException())
        .hasMessage(
            "iothub: has several hubs, north, south; name one with the option hub or the header"
                + " CamelIotHubHub.");
    assertThat(refused.getProperty(IotHubConstants.DELIVERY)).isEqualTo("notDelivered");
    assertThat(north.calls).isEmpty();
    assertThat(south.calls).isEmpty();
  }

  @Test
  void theOnlyHubNeedsNoName() {
    camel.close();
    camel = serving(Map.of("north", of(north)));

    camel.send(INVOKE, null);
    camel.send(INVOKE, null, IotHubConstants.HUB, "north");

    assertThat(north.calls).hasSize(2);
  }

  @Test
  void theHubOfTheOptionsNeedsNoNameBesideThoseThatHaveOne() {
    ScriptedClient unnamed = new ScriptedClient();
    camel
        .context
        .getComponent("iothub", IotHubComponent.class)
        .getConfiguration()
        .setClient(unnamed);

    camel.send(INVOKE, null);
    camel.send(INVOKE, null, IotHubConstants.HUB, "south");

    assertThat(unnamed.calls).hasSize(1);
    assertThat(south.calls).hasSize(1);
  }

  @Test
  void aNameIsRefusedWhenNoHubHasOne() {
    camel.close();
    camel = RunningCamel.with(Map.of("hub", north));

    assertThat(camel.send(INVOKE, null, IotHubConstants.HUB, "north").getException())
        .hasMessage("Unknown hub 'north'; iothub: has no named hub.");
    assertThat(north.calls).isEmpty();
  }

  @Test
  void propertiesDescribeTheHubs() throws Exception {
    Main main = new Main();
    for (String hub : List.of("north", "south")) {
      main.addInitialProperty(
          "camel.beans." + hub, "#class:org.fleetreboot.iothub.IotHubConnection");
      main.addInitialProperty(
          "camel.beans.%s.connectionString".formatted(hub), connection(hub + ".example"));
      main.addInitialProperty("camel.component.iothub.hubs[%s]".formatted(hub), "#bean:" + hub);
    }
    main.start();
    try {
      IotHubEndpoint endpoint =
          main.getCamelContext().getEndpoint("iothub:getTwin?hub=south", IotHubEndpoint.class);

      assertThat(endpoint.getServiceUrl()).isEqualTo("south.example");
    } finally {
      main.stop();
    }
  }

  private static String connection(String host) {
    return "HostName=%s;SharedAccessKeyName=service;SharedAccessKey=c2VjcmV0".formatted(host);
  }

  @Test
  void saysOfWhichHubAnOptionIsMissing() {
    camel.close();
    IotHubConnection incomplete = new IotHubConnection();
    incomplete.setHostName("north.example");
    camel = serving(Map.of("north", incomplete));

    assertThatThrownBy(() -> camel.send("iothub:getTwin?deviceId=pump-1", null))
        .hasStackTraceContaining(
            "The hub 'north' of iothub: needs either a connectionString, or a hostName with a"
                + " tokenCredential or a sasCredential; a credential is missing.");
  }

  @Test
  void aHubThatKeepsItsThreadsBusyHoldsUpNoOther() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        LocalHub quick = LocalHub.builder().start()) {
      quick.register("pump-1");
      camel.close();
      IotHubConnection slow = new IotHubConnection();
      slow.setConnectionString(connection("127.0.0.1:" + silent.getLocalPort()));
      camel = serving(Map.of("slow", slow, "quick", of(quick)), 1);

      Future<Exchange> waiting = sendLater("iothub:getTwin?deviceId=pump-1&hub=slow");
      try (Socket asked = silent.accept()) {
        assertThat(deviceId("quick", "pump-1")).isEqualTo("pump-1");
        assertThat(waiting).isNotDone();
        assertThat(asked.isConnected()).isTrue();
      }
    }
  }

  @Test
  void anAnswerContinuesOnAThreadOfItsHub() throws Exception {
    CompletableFuture<MethodAnswer> late = new CompletableFuture<>();
    south.onInvoke = call -> late;
    CompletableFuture<String> thread = new CompletableFuture<>();
    camel.context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:start")
                .to(INVOKE + "&hub=south")
                .process(exchange -> thread.complete(Thread.currentThread().getName()));
          }
        });
    Future<Exchange> sent = sendLater("direct:start");
    await().until(() -> south.calls.size() == 1);

    late.complete(new MethodAnswer(200, null));

    assertThat(thread.get()).contains("IotHub-south");
    assertThat(sent.get().getException()).isNull();
  }

  private Future<Exchange> sendLater(String uri) {
    return camel.context.createFluentProducerTemplate().to(uri).asyncSend();
  }

  @Test
  void eachHubHasItsOwnTrust() throws Exception {
    try (LocalHub first = LocalHub.builder().start();
        LocalHub second = LocalHub.builder().start()) {
      first.register("pump-1");
      second.register("pump-2");
      camel.close();
      camel = serving(Map.of("first", of(first), "second", of(second)));

      assertThat(deviceId("first", "pump-1")).isEqualTo("pump-1");
      assertThat(deviceId("second", "pump-2")).isEqualTo("pump-2");
    }
  }

  private @Nullable Object deviceId(String hub, String device) {
    Exchange done = camel.send("iothub:getTwin?deviceId=" + device + "&hub=" + hub, null);
    assertThat(done.getException()).isNull();
    return done.getMessage().getBody(Map.class).get("deviceId");
  }

  private static IotHubConnection of(LocalHub hub) {
    IotHubConnection connection = new IotHubConnection();
    connection.setConnectionString(hub.serviceConnectionString());
    SSLContextParameters tls =
        new SSLContextParameters() {
          @Override
          public SSLContext createSSLContext(CamelContext context) {
            return hub.sslContext();
          }
        };
    connection.setSslContextParameters(tls);
    return connection;
  }

  private static DeviceAddress pump() {
    return DeviceAddress.device("pump-1");
  }
}
