package org.fleetreboot.app.command.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that selects one hub of several. */
public final class HubOption {
  @Option(
      names = "--hub",
      paramLabel = "NAME",
      description =
          "Only this hub: its name in the settings reboot.hubs, or in the journal. Default: all.")
  private @Nullable String name;

  /** Null for all hubs. */
  public @Nullable String name() {
    return name;
  }
}
