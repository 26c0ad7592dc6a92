package org.fleetreboot.app.command;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints; the number comes from the jar's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "fleet-reboot " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()
    };
  }
}
