package org.fleetreboot.app.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.engine.HubTier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which hubs the program works with, from settings and environment. */
class HubsTest {
  private static final String NORTH = "HostName=north.example;%s".formatted(key());
  private static final String SOUTH = "HostName=south.example;%s".formatted(key());
  private static final String TWO =
      """
      reboot.hubs.south.connection = {{env:SOUTH_CONNECTION}}
      reboot.hubs.north.connection = {{env:NORTH_CONNECTION}}
      """;

  private final Path directory;
  private final Map<String, String> variables =
      new HashMap<>(Map.of("NORTH_CONNECTION", NORTH, "SOUTH_CONNECTION", SOUTH));
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  HubsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static String key() {
    return "SharedAccessKeyName=service;SharedAccessKey=c2VjcmV0";
  }

  @Test
  void withoutHubsInTheSettingsItIsTheOneOfTheEnvironment() {
    variables.put("IOTHUB_CONNECTION_STRING", NORTH);

    Hubs hubs = hubs("reboot.units = 3");

    assertThat(hubs.names()).containsExactly("north.example");
    assertThat(hubs.areSeveral()).isFalse();
    assertThat(hubs.all().get(0).units()).isEqualTo(3);
  }

  @Test
  void theHubsOfTheSettingsHaveTheirNamesFromThereInOrder() {
    Hubs hubs = hubs(TWO);

    assertThat(hubs.names()).containsExactly("north", "south");
    assertThat(hubs.require("south").access().hostName()).isEqualTo("south.example");
    assertThat(err).asString().isEmpty();
  }

  @Test
  void aHubHasTheSettingsOfAllHubsUnlessItHasItsOwn() {
    Hubs hubs =
        hubs(
            TWO
                + """
                reboot.tier = S2
                reboot.units = 4
                reboot.hubs.north.tier = S3
                reboot.hubs.north.share = 0.5
                reboot.hubs.north.callSlots = 7
                """);

    NamedHub north = hubs.require("north");
    assertThat(north.tier()).isEqualTo(HubTier.S3);
    assertThat(north.units()).isEqualTo(4);
    assertThat(north.share()).isEqualTo(0.5);
    assertThat(north.callSlots()).isEqualTo(7);
    assertThat(hubs.require("south").tier()).isEqualTo(HubTier.S2);
    assertThat(hubs.require("south").callSlots()).isEqualTo(128);
  }

  @Test
  void aHubWithoutKeyIsEnteredWithEntraId() {
    HubAccess access = hubs("reboot.hubs.north.hostname = north.example").all().get(0).access();

    assertThat(access.hostName()).isEqualTo("north.example");
    assertThat(access.connectionString()).isNull();
  }

  @Test
  void aKeyInTheFileWorksWithAWarningThatDoesNotRepeatIt() {
    Hubs hubs = hubs("reboot.hubs.plant-7.connection = " + NORTH);

    assertThat(hubs.names()).containsExactly("plant-7");
    assertThat(err)
        .asString()
        .isEqualTo(
            "fleet-reboot: warning: reboot.hubs.plant-7.connection (%s) contains the key of the hub: write {{env:PLANT_7_CONNECTION}} there, and set that variable.%n"
                .formatted(directory.resolve("application.properties")));
  }

  @Test
  void aVariableMayHaveADefault() {
    assertThat(
            hubs("reboot.hubs.north.hostname = {{env:NO_HOST:north.example}}")
                .all()
                .get(0)
                .access()
                .hostName())
        .isEqualTo("north.example");
  }

  @Test
  void hubsThatAreNamedTwiceAreRefused() {
    variables.put("IOTHUB_HOSTNAME", "west.example");
    assertThatThrownBy(() -> hubs(TWO))
        .isInstanceOf(ProgramFailure.class)
        .hasMessage(
            "Hubs are named twice, by IOTHUB_HOSTNAME and by reboot.hubs.north (%s): remove one of the two.",
            directory.resolve("application.properties"));

    variables.remove("IOTHUB_HOSTNAME");
    assertThatThrownBy(() -> hubs(TWO + "reboot.hub = west"))
        .hasMessageStartingWith("Hubs are named twice, by reboot.hub and by reboot.hubs.north (");
  }

  @Test
  void twoNamesForOneHubAreRefused() {
    variables.put("SOUTH_CONNECTION", NORTH.replace("north.example", "North.Example:443"));

    assertThatThrownBy(() -> hubs(TWO))
        .hasMessage(
            "north and south are the same hub, North.Example:443: remove the settings of one of them.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          reboot.hubs.north.tear=S2 | Unknown setting reboot.hubs.north.tear (FILE). Did you mean reboot.hubs.north.tier? A hub has connection, hostname, caFile, tier, units, share, callSlots.
          reboot.hubs.north=x       | Unknown setting reboot.hubs.north (FILE). A hub has connection, hostname, caFile, tier, units, share, callSlots.
          reboot.hubs.North.tier=S2 | 'North' in reboot.hubs.North.tier (FILE) cannot be the name of a hub: write 1 to 40 of a-z, 0-9 and hyphen, and not all.
          reboot.hubs.all.tier=S2   | 'all' in reboot.hubs.all.tier (FILE) cannot be the name of a hub: write 1 to 40 of a-z, 0-9 and hyphen, and not all.
          reboot.hubs.north.tier=S9 | The setting reboot.hubs.north.tier is 'S9' (FILE): it is one of FREE, S1, S2, S3, UNLIMITED.
          reboot.hubs.north.tier=S2 | The hub north has no address: set reboot.hubs.north.connection = {{env:NORTH_CONNECTION}}, or reboot.hubs.north.hostname to sign in with Microsoft Entra ID.
          reboot.hubs.north.connection={{env:NO_HUB}} | The environment variable NO_HUB of reboot.hubs.north.connection is not set: set it, or correct its name.
          reboot.hubs.north.connection={{secret}}     | reboot.hubs.north.connection is '{{secret}}': only {{env:NAME}} has a meaning here.
          reboot.hubs.north.hostname=https://x/       | reboot.hubs.north.hostname is not a host name: write it like myhub.azure-devices.net.
          """)
  void whatIsWrongIsSaidInOneSentence(String setting, String sentence) {
    String file = directory.resolve("application.properties").toString();

    assertThatThrownBy(() -> hubs(setting))
        .isInstanceOf(ProgramFailure.class)
        .hasMessage(sentence.replace("FILE", file));
  }

  @Test
  void aWrongConnectionStringIsNamedByItsSettingAndNotRepeated() {
    variables.put("NORTH_CONNECTION", "HostName=north.example;SharedAccessKey=c2VjcmV0");

    assertThatThrownBy(() -> hubs(TWO))
        .hasMessageStartingWith(
            "reboot.hubs.north.connection: The connection string has no SharedAccessKeyName.")
        .hasMessageNotContaining("c2VjcmV0");
  }

  @Test
  void twoWaysToReachAHubAreRefused() {
    assertThatThrownBy(() -> hubs(TWO + "reboot.hubs.north.hostname = north.example"))
        .hasMessage(
            "The hub north has both reboot.hubs.north.connection and reboot.hubs.north.hostname: remove one of them.");
  }

  @Test
  void aMissingFileOfCertificatesIsNamedByItsSetting() {
    assertThatThrownBy(() -> hubs(TWO + "reboot.hubs.north.caFile = north.pem"))
        .hasMessage(
            "reboot.hubs.north.caFile names %s, but it cannot be read (no such file); give a PEM file, or remove the setting.",
            directory.resolve("north.pem"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nort", "west"})
  void anUnknownNameIsRefusedWithTheKnownOnes(String name) {
    assertThatThrownBy(() -> hubs(TWO).require(name))
        .hasMessage(
            "There is no hub '%s'.%s The program has north, south.",
            name, name.equals("nort") ? " Did you mean north?" : "");
  }

  private Hubs hubs(String settings) {
    try {
      Files.writeString(directory.resolve("application.properties"), settings);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    ProcessEnvironment environment =
        new ProcessEnvironment(
            new PrintStream(err, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            variables,
            directory,
            directory,
            false,
            InstantSource.system());
    return Hubs.of(Settings.read(environment, Map.of()), environment);
  }
}
