package org.fleetreboot.architecture.broken.engine;

import org.fleetreboot.architecture.broken.app.SpeaksForADevice;

final class StartsTheProgram {
  SpeaksForADevice program = new SpeaksForADevice();
}
