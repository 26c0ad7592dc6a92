package org.fleetreboot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.local.LocalFleet;
import org.fleetreboot.app.options.ProvesOption;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.fault.FaultScope;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One program and one run work with two hubs, which both have a device of the same id. */
class SeveralHubsTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final LocalFleet north = fleet("north", "pump-1", "canary-n");
  private final LocalFleet south = fleet("south", "pump-1", "pump-2");

  SeveralHubsTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.writeString(
        routes.resolve("reboot.yaml"),
        Files.readString(CommandLineRun.HOME.resolve("routes/reboot.yaml"))
            .replace("file:results", "file:" + directory.resolve("results")));
    Files.writeString(
        routes.resolve("both.yaml"),
        """
        - route:
            id: both
            from:
              uri: reboot-run:both
              steps:
                - to: { id: both-canary, uri: "reboot:group/canary", parameters: { hub: north, query: "tags.ring = 'canary'", firstPoll: 1s, pollEvery: 1s } }
                - to: { id: both-rest, uri: "reboot:group/rest", parameters: { hubs: all, query: "tags.ring != 'canary'", firstPoll: 1s, pollEvery: 1s } }
        - route:
            id: listed
            from:
              uri: reboot-run:listed
              steps:
                - to: { id: listed-all, uri: "reboot:group/all", parameters: { hubs: "north,south", firstPoll: 1s, pollEvery: 1s } }
        """);
    List<String> settings = new ArrayList<>();
    for (LocalFleet fleet : List.of(north, south)) {
      String name = fleet.hub().name();
      settings.add("reboot.hubs.%s.connection = {{env:%s}}".formatted(name, variable(fleet)));
      settings.add("reboot.hubs.%s.caFile = %s".formatted(name, fleet.hub().caFile()));
    }
    settings.add("reboot.stateFolder = " + directory.resolve("state"));
    settings.add("reboot.lockFolder = " + Files.createDirectories(directory.resolve("locks")));
    Files.write(directory.resolve("application.properties"), settings);
    Stream.of(north, south).forEach(fleet -> assertThat(fleet.awaitUp(LONG)).isEmpty());
  }

  private static LocalFleet fleet(String hub, String... devices) {
    return LocalFleet.start(
        LocalHub.builder().name(hub).restPort(0).mqttPort(0),
        Stream.of(devices)
            .map(
                device ->
                    DeviceSpec.named(device)
                        .behaving(new BootsIn(Duration.ofSeconds(1), Duration.ofSeconds(2)))
                        .tagged(Map.of("ring", device.startsWith("canary") ? "canary" : "rest")))
            .toList(),
        true,
        InstantSource.system());
  }

  private static String variable(LocalFleet fleet) {
    return fleet.hub().name().toUpperCase(Locale.ROOT) + "_CONNECTION";
  }

  @AfterEach
  void stop() {
    north.close();
    south.close();
  }

  @Test
  @ProvesOption({"reboot:hub", "reboot:hubs"})
  void aChainGoesOverBothHubsAndCallsEachDeviceThere() throws Exception {
    assertThat(cli("plan", "both").out())
        .containsPattern("both-canary +group +1 ")
        .containsPattern("both-rest +group +3 ")
        .containsPattern("  on north +1 ")
        .containsPattern("  on south +2 ")
        .contains("80 % of 1 S1 unit on north and 80 % of 1 S1 unit on south");

    Result done = cli("start", "both", "--run-id", "r1");

    assertThat(done.exit()).as(done.err()).isZero();
    assertThat(calls(north)).isEqualTo(Map.of("canary-n", 1L, "pump-1", 1L));
    assertThat(calls(south)).isEqualTo(Map.of("pump-1", 1L, "pump-2", 1L));
    assertThat(devices("r1"))
        .containsExactlyInAnyOrder(
            "north/canary-n confirmed",
            "north/pump-1 confirmed",
            "south/pump-1 confirmed",
            "south/pump-2 confirmed");
  }

  @Test
  void aHubThatIsDownHoldsUpItsOwnDevicesOnly() throws Exception {
    south.hub().fault(HubFault.refused(401003), FaultScope.on(HubOperation.TWIN_READ));
    CompletableFuture<Result> start =
        CompletableFuture.supplyAsync(() -> cli("start", "both", "--run-id", "r2"));

    await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(() -> devices("r2").contains("north/pump-1 confirmed") || start.isDone());
    assertThat(devices("r2")).as(start.toString()).contains("south/pump-1 waiting");
    assertThat(start).isNotDone();

    south.hub().clearFaults();

    assertThat(start.get().exit()).as(start.get().err()).isZero();
    assertThat(devices("r2")).allMatch(device -> device.endsWith(" confirmed")).hasSize(4);
  }

  @Test
  void aDeviceOfOneHubIsNamedWithIt() throws Exception {
    assertThat(cli("start", "--device", "pump-1").sentence())
        .isEqualTo(
            "--device: pump-1 has no hub; name one, as in north/pump-1: the program has north, south.");

    Result done = cli("start", "--device", "south/pump-1", "--confirm-within", "1m");

    assertThat(done.exit()).as(done.err()).isZero();
    assertThat(calls(south)).isEqualTo(Map.of("pump-1", 1L));
    assertThat(calls(north)).isEmpty();
  }

  @Test
  void aChainThatDoesNotSayWhichHubIsRefused() throws Exception {
    Files.writeString(
        directory.resolve("routes/open.yaml"),
        """
        - route:
            id: open
            from:
              uri: reboot-run:open
              steps:
                - to: { id: open-a, uri: "reboot:group/a", parameters: { query: "tags.ring = 'rest'" } }
                - to: { id: open-b, uri: "reboot:group/b", parameters: { query: "tags.ring = 'b'", hub: nort } }
                - to: { id: open-c, uri: "reboot:group/c", parameters: { query: "tags.ring = 'c'", hub: north, hubs: all } }
        """);

    Result lint = cli("lint");

    assertThat(lint.exit()).isEqualTo(1);
    assertThat(lint.out())
        .contains("The program works with the hubs north, south: say hub, hubs, or hubs: all.")
        .contains("hub names 'nort', and the program works with north, south")
        .contains("hub and hubs both name the hub; give one of them.");
    assertThat(cli("start", "open").sentence()).contains("say hub, hubs, or hubs: all");
  }

  private Result cli(String... args) {
    CommandLineRun run = CommandLineRun.in(directory);
    for (LocalFleet fleet : List.of(north, south)) {
      run.with(variable(fleet), fleet.hub().serviceConnectionString());
    }
    return run.of(args);
  }

  private List<String> devices(String run) throws IOException {
    JsonNode told = JSON.readTree(cli("get", run, "--json", "--devices").out());
    List<String> devices = new ArrayList<>();
    told.path("devices")
        .forEach(
            device ->
                devices.add(
                    device.path("hub").asText()
                        + "/"
                        + device.path("device").asText()
                        + " "
                        + device.path("status").asText()));
    return devices;
  }

  private static Map<String, Long> calls(LocalFleet fleet) {
    return fleet.hub().calls();
  }
}
