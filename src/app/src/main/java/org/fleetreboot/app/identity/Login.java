package org.fleetreboot.app.identity;

/** The login of this process at the operating system. */
public final class Login {
  private Login() {}

  /** Its name, which no variable of the environment changes. */
  public static String name() {
    return ProcessHandle.current()
        .info()
        .user()
        .filter(name -> !name.isBlank())
        .orElseGet(() -> System.getProperty("user.name", "unknown"));
  }
}
