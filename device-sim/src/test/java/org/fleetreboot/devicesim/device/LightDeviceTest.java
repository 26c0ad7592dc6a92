package org.fleetreboot.devicesim.device;

import java.net.InetSocketAddress;
import java.util.List;
import org.fleetreboot.devicesim.hub.LocalHub;

class LightDeviceTest extends DeviceContract {

  @Override
  Started start(DeviceSpec spec, DeviceEnvironment environment, LocalHub hub) {
    InetSocketAddress plain = new InetSocketAddress(hub.address(), hub.plainPort().orElseThrow());
    LightSwarm swarm =
        LightSwarm.start(List.of(spec), environment, SwarmOptions.plain(plain).onThreads(1));
    return new Started(swarm.device(spec.id()), swarm);
  }
}
