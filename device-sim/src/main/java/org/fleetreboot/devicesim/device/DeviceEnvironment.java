package org.fleetreboot.devicesim.device;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * What devices find around them: how each reaches its hub, and the time of day.
 *
 * @param connectionStrings the connection string of a device id, {@code
 *     HostName=…;DeviceId=…;SharedAccessKey=…}
 * @param tls what trusts the hub's certificate
 * @param clock what the boot markers are read from
 * @param zone the zone of the devices' local time, for presets that report it
 */
public record DeviceEnvironment(
    Function<String, String> connectionStrings, SSLContext tls, InstantSource clock, ZoneId zone) {

  BootMarkers markerClock(DeviceSpec spec) {
    return new BootMarkers(clock, zone, spec.preset().markerFormat());
  }

  /** Never prints a connection string. */
  @Override
  public String toString() {
    return "DeviceEnvironment[zone=" + zone + "]";
  }
}
