package org.fleetreboot.routes;

import java.nio.file.Path;

/** The files of the project's routes/, as they are shipped. */
final class ShippedRoutes {
  private ShippedRoutes() {}

  static Path shipped(String file) {
    return Path.of("../../routes").resolve(file).toAbsolutePath().normalize();
  }
}
