package org.fleetreboot.devicesim.device;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * The environment of devices: how they reach their hub, and the time.
 *
 * @param connectionStrings provides the connection string for a device id, {@code
 *     HostName=…;DeviceId=…;SharedAccessKey=…}
 * @param tls an SSL context that trusts the hub
 * @param clock the clock for boot markers
 * @param zone the zone of the devices' local time, for presets that report it
 */
public record DeviceEnvironment(
    Function<String, String> connectionStrings, SSLContext tls, InstantSource clock, ZoneId zone) {

  public BootMarkers markerClock(DeviceSpec spec) {
    return new BootMarkers(clock, zone, spec.preset().markerFormat());
  }

  /** Never prints a connection string. */
  @Override
  public String toString() {
    return "DeviceEnvironment[zone=" + zone + "]";
  }
}
