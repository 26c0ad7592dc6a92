package org.fleetreboot.architecture.broken.reboot;

import org.fleetreboot.architecture.broken.engine.state.Memory;

final class ReadsTheMemory {
  Memory memory = new Memory();
}
