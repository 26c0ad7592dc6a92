package org.fleetreboot.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.fleetreboot.devicesim.device.mqtt.SwarmOptions;
import org.fleetreboot.devicesim.hub.DeviceIdentity;
import org.fleetreboot.devicesim.hub.LocalHub;

/**
 * Broken requests and packets for the local hub, beside a well-behaved device: it must stay
 * connected and answer, and no request may be answered with 500.
 */
final class FuzzBench implements Benchmark {
  private static final int LOOK_EVERY = 1_000;

  @Override
  public String usage() {
    return "[--requests 1000000] [--seed 1]: broken requests and packets that the local hub survives";
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    int requests = options.number("requests", 1_000_000);
    int seed = options.number("seed", 1);
    try (LocalHub hub =
        LocalHub.builder().entraId(true).restPort(0).mqttPort(0).plainPort(0).start()) {
      hub.register("fuzzed-1");
      DeviceIdentity hostile = hub.register("hostile-1");
      DeviceIdentity good = hub.register("good-1");
      HttpClient client = HttpClient.newBuilder().sslContext(hub.sslContext()).build();
      try (LightSwarm swarm = swarm(hub, good);
          HostileRest rest = new HostileRest(hub, new Random(seed));
          HostileMqtt mqtt = new HostileMqtt(hub, hostile, new Random(seed))) {
        if (!swarm.awaitUp(Duration.ofMinutes(1))) {
          throw new GuaranteeViolation("The well-behaved device did not connect");
        }
        for (int i = 1; i <= requests; i++) {
          rest.next();
          mqtt.next();
          if (i % LOOK_EVERY == 0 || i == requests) {
            requireService(client, hub);
          }
        }
        requireEntry(hub, hostile);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("requests", requests);
        figures.put("packets", requests);
        figures.put("seed", seed);
        figures.put("answers", rest.answers());
        figures.put("connectionsAccepted", mqtt.accepted());
        return figures;
      }
    }
  }

  private static LightSwarm swarm(LocalHub hub, DeviceIdentity good) {
    InetSocketAddress plain = new InetSocketAddress(hub.address(), hub.plainPort().orElseThrow());
    return LightSwarm.start(
        List.of(DeviceSpec.named(good.id())),
        new DeviceEnvironment(
            id -> good.connectionString(),
            hub.sslContext(),
            InstantSource.system(),
            ZoneOffset.UTC),
        SwarmOptions.plain(plain));
  }

  private static void requireService(HttpClient client, LocalHub hub)
      throws IOException, InterruptedException {
    HttpRequest call =
        HttpRequest.newBuilder(
                URI.create(
                    "https://" + hub.address() + ":" + hub.restPort() + "/twins/good-1/methods"))
            .header("Authorization", "Bearer x")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"methodName\":\"ping\",\"responseTimeoutInSeconds\":30}"))
            .build();
    HttpResponse<String> answer = client.send(call, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new GuaranteeViolation("The well-behaved device cannot be reached: " + answer.body());
    }
  }

  private static void requireEntry(LocalHub hub, DeviceIdentity identity) throws IOException {
    try (Socket socket = new Socket(hub.address(), hub.plainPort().orElseThrow());
        HostileMqtt client = new HostileMqtt(hub, identity, new Random(0))) {
      socket.setSoTimeout(10_000);
      int code = client.connect(socket);
      if (code != 0) {
        throw new GuaranteeViolation("A good CONNECT was answered with " + code);
      }
    }
  }
}
