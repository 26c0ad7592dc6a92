package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake in {@code hub} and {@code devices} costs one sentence. */
class BadHubOptionsTest {
  private final Path directory;

  BadHubOptionsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rest-port=70000        | A port must be 1 to 65535, or 0 for any free port, not 70000",
        "--also-rest-port=-1      | A port must be 1 to 65535",
        "--mqtt-port=65536        | A port must be 1 to 65535",
        "--plain-port=99999       | A port must be 1 to 65535",
        "--host-name=Hub_1        | such as myhub.azure-devices.net, not 'Hub_1'",
        "--address=192.168.0.1    | listens on loopback only",
        "--devices=-1             | --devices is 0 or more, not -1",
        "--units=0                | tier S1 has 1 to 200 units, not 0",
        "--query-lag=5            | '5' has no unit; use 5s or 5ms",
        "--query-lag=soon         | invalid duration 'soon'; use 250ms, 10s or 1h",
        "--query-lag=5x           | invalid duration '5x'; use 250ms, 10s or 1h",
        "--boot-time=20           | '20' has no unit; use 20s or 20ms",
        "--name=My.Hub            | not 'My.Hub'",
        "--fleet=nowhere.yaml     | There is no",
        "--behavior=sulks         | 'sulks' is not a behavior; use one of",
      })
  void anOptionOfTheHubOutOfItsRange(String option, String why) {
    Result result = run("hub", option);

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains(why);
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void devicesAndAFleetFileTogether() {
    Result result = run("hub", "--fleet", "fleet.yaml", "--devices", "3");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("--fleet and --devices").contains("give one of them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--name=north --name=north    | --name is given twice with the same name",
        "--name=north --name=all      | 'all' cannot be the name of one of several hubs",
        "--name=a --name=b --rest-port=9000 | belong to one hub: omit them, or give one --name",
      })
  void severalHubsThatCannotBe(String options, String why) {
    Result result = run(("hub " + options).split(" "));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains(why);
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void aMistakeInAFleetFile() throws IOException {
    Files.writeString(directory.resolve("fleet.yaml"), "groups:\n  - name: pump\n    count: -1\n");
    Result result = run("hub", "--fleet", "fleet.yaml");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .contains("fleet.yaml, line 3, column 12: expected a whole number from 1 to 100000.");
  }

  @Test
  void aDeviceThatIsNamedTwice() throws IOException {
    Files.writeString(directory.resolve("fleet.yaml"), "groups: [{ name: pump-7 }]");
    Result result = run("hub", "--fleet", "fleet.yaml", "--device", "pump-7");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("The device pump-7 is named twice");
  }

  @Test
  void behavioursThatContradictEachOther() {
    Result result = run("hub", "--device", "pump-7", "--behavior", "rejects 409", "--reject", "1");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("A device cannot have all these behaviors");
  }

  @Test
  void tagsThatTheHubRefuses() throws IOException {
    Files.writeString(
        directory.resolve("fleet.yaml"),
        "groups: [{ name: pump, tags: { note: \"" + "x".repeat(5000) + "\" } }]");
    Result result =
        run("hub", "--memory", "--rest-port=0", "--mqtt-port=0", "--fleet", "fleet.yaml");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .contains("The local hub refuses a device")
        .contains("longer than 4096 bytes");
  }

  @Test
  void aPortThatIsTaken() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      String port = String.valueOf(taken.getLocalPort());
      Result result =
          run(
              "hub",
              "--memory",
              "--address=127.0.0.1",
              "--rest-port=0",
              "--mqtt-port=0",
              "--also-rest-port",
              port);

      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.sentence())
          .contains("The local hub does not start")
          .contains("127.0.0.1 has the ports " + port + " free");
    }
  }

  @Test
  void noDeviceAtAll() {
    Result result = run("devices");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("No device is named").contains("--connection-strings");
  }

  @Test
  void aDeviceFilterWithoutAHubFile() {
    Result result = run("devices", "--device", "pump-7");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("--hub FILE");
  }

  @Test
  void aWrongLineInAFileOfConnectionStrings() throws IOException {
    Files.writeString(
        directory.resolve("devices.txt"),
        """
        # from the portal
        HostName=h.azure-devices.net;DeviceId=pump-7;SharedAccessKey=c2VjcmV0

        HostName=h.azure-devices.net;DeviceId=pump-8
        """);
    Result result = run("devices", "--connection-strings", "devices.txt");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .contains("devices.txt, line 4, has no SharedAccessKey")
        .doesNotContain("c2VjcmV0");
  }

  @Test
  void aDeviceWithTwoConnectionStrings() {
    String text = "HostName=h.azure-devices.net;DeviceId=pump-7;SharedAccessKey=c2VjcmV0";
    Result result = run("devices", "--connection-string", text, "--connection-string", text);

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("names pump-7 a second time");
  }

  private Result run(String... args) {
    return CommandLineRun.in(directory).of(args);
  }
}
