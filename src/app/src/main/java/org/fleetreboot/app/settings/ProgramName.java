package org.fleetreboot.app.settings;

/**
 * The words that call the program, as its launcher passes them: {@code ./fleet-reboot} of the
 * sources, {@code bin/fleet-reboot} of a release, or the bare name where the path finds it.
 */
public final class ProgramName {
  /** How all texts are written. */
  private static final String WRITTEN = "./fleet-reboot";

  private static final String PROPERTY = "fleetreboot.command";

  private ProgramName() {}

  /** The words for a shell. */
  public static String called() {
    return System.getProperty(PROPERTY, WRITTEN);
  }

  /** The version, from the manifest of the jar; {@code unpackaged} without one. */
  public static String version() {
    String version = ProgramName.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  /** A text whose commands can be typed as they are. */
  public static String in(String text) {
    return text.replace(WRITTEN, called());
  }
}
