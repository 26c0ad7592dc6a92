package org.fleetreboot.app.http;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;

/** The settings of a server, as text. */
public final class ServerSettings {
  private ServerSettings() {}

  /** Those, and the default of all others. */
  public static WebServerSettings read(Path directory, Map<String, String> settings) {
    ProcessEnvironment environment = environment(directory);
    return WebServerSettings.read(Settings.read(environment, settings), environment);
  }

  static ProcessEnvironment environment(Path directory) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new ProcessEnvironment(
        nowhere, nowhere, Map.of(), directory, directory, false, InstantSource.system());
  }
}
