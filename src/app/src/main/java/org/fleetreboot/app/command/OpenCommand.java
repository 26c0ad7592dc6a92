package org.fleetreboot.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the address of the running program's dashboard. */
@Command(
    name = "open",
    mixinStandardHelpOptions = true,
    description = {
      "Prints an address that signs a browser in to the dashboard of the running program.",
      "It works once, within ten minutes; the browser stays signed in while a page is open."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot open", "  ./fleet-reboot open --browser"})
final class OpenCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(names = "--browser", description = "Also open it in the browser of this desktop.")
  private boolean browser;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  OpenCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    JournalLocation journal = JournalLocation.of(settingOptions.read(environment), environment);
    JsonNode answer =
        ApiClient.of(journal, environment)
            .flatMap(api -> api.ask("POST", "/api/sign-in", Map.of()))
            .orElseThrow(
                () ->
                    ProgramFailure.setup(
                        "No program works with journal %s: start one with ./fleet-reboot run, or name its journal with --journal."
                            .formatted(journal)));
    String url = answer.path("url").asText();
    environment.out().println(url);
    if (browser) {
      open(url);
    }
    return 0;
  }

  private static void open(String url) {
    try {
      if (!Desktop.isDesktopSupported()) {
        throw new IOException("this machine has no desktop");
      }
      Desktop.getDesktop().browse(URI.create(url));
    } catch (IOException | UnsupportedOperationException e) {
      throw ProgramFailure.setup(
          "No browser opened (%s): enter the address in one.".formatted(e.getMessage()), e);
    }
  }
}
