package org.fleetreboot.devicesim.hub.security;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The host names of this hub; ports and case are ignored. */
public final class HubHostNames {
  private final Set<String> names;

  /** The names of a hub: its name, its address, and its host name, which may be the address. */
  public HubHostNames(String hubName, String address, String hostName) {
    String name = hubName.toLowerCase(Locale.ROOT);
    names = Set.copyOf(List.of(name, name + ".azure-devices.net", address, hostName, "localhost"));
  }

  /** Whether a host, with or without a port, is this hub. */
  public boolean include(String host) {
    int colon = host.lastIndexOf(':');
    String bare = colon < 0 ? host : host.substring(0, colon);
    return names.contains(bare.toLowerCase(Locale.ROOT));
  }

  public Set<String> names() {
    return names;
  }
}
