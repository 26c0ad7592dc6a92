package org.fleetreboot.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.iothub.IotHubComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of settings says what differs, and all else is as the project's file has it. */
class CamelProgramTest {
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  @Test
  void aFileOfOneLineLeavesAllOtherSettingsAtTheirDefaults(@TempDir Path directory)
      throws IOException {
    Files.writeString(directory.resolve("application.properties"), "reboot.units = 3\n");
    Properties with = properties(directory);

    Properties shipped = shipped();
    shipped.remove("camel.main.routesIncludePattern");
    assertThat(with).containsEntry("reboot.units", "3");
    shipped.forEach(
        (name, value) -> {
          if (!name.equals("reboot.units") && !name.toString().startsWith("camel.component.")) {
            assertThat(with.getProperty(name.toString()))
                .as(name.toString())
                .isEqualTo(name.equals("reboot.tick") ? "250" : value);
          }
        });
  }

  @Test
  void onlyAnEditedRouteFileIsReloadedUnlessTheUserWantsAll(@TempDir Path directory)
      throws IOException {
    String setting = "camel.main.routesReloadRemoveAllRoutes";

    assertThat(properties(directory)).containsEntry(setting, "false");
    Files.writeString(directory.resolve("application.properties"), setting + " = true\n");
    assertThat(properties(directory)).containsEntry(setting, "true");
  }

  @Test
  void theShippedHubSettingsAreTheComponentsDefaults() throws IOException {
    IotHubComponent component = new IotHubComponent();
    assertThat(shipped())
        .containsEntry(
            "camel.component.iothub.maxConcurrentReads",
            String.valueOf(component.getMaxConcurrentReads()))
        .containsEntry(
            "camel.component.iothub.httpConnectTimeout",
            seconds(component.getConfiguration().getHttpConnectTimeout()))
        .containsEntry(
            "camel.component.iothub.readTimeout",
            seconds(component.getConfiguration().getReadTimeout()));
  }

  private static String seconds(Duration time) {
    return time.toSeconds() + "s";
  }

  private static Properties properties(Path directory) {
    ProcessEnvironment environment =
        new ProcessEnvironment(
            NOWHERE, NOWHERE, Map.of(), directory, directory, false, InstantSource.system());
    Settings settings = Settings.read(environment, Map.of());
    Main main =
        CamelProgram.configure(
            settings,
            Hubs.only(
                HubAccess.byConnectionString(
                    "HostName=plant-7.azure-devices.net;SharedAccessKeyName=service;SharedAccessKey=YWJj"),
                settings),
            Optional.empty());
    return main.getInitialProperties();
  }

  private static Properties shipped() throws IOException {
    Properties shipped = new Properties();
    try (Reader reader =
        Files.newBufferedReader(CommandLineRun.HOME.resolve("application.properties"))) {
      shipped.load(reader);
    }
    return shipped;
  }
}
