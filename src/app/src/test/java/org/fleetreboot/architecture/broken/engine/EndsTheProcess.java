package org.fleetreboot.architecture.broken.engine;

final class EndsTheProcess {
  void stop() {
    System.exit(1);
  }
}
