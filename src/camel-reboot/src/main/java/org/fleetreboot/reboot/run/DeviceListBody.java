package org.fleetreboot.reboot.run;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.apache.camel.Message;
import org.fleetreboot.workflow.run.Target;

/**
 * The devices of a run as the body of its message: a list, or as text one per line. A device is its
 * id, with {@code HUB/} before it if the program works with several hubs.
 */
final class DeviceListBody extends AbstractList<String> implements RandomAccess {
  private final List<Target> devices;

  DeviceListBody(List<Target> devices) {
    this.devices = devices;
  }

  /** The devices of a run whose chain sends its message on unchanged; null for any other body. */
  static List<Target> in(Message message) {
    return message.getBody() instanceof DeviceListBody body ? body.devices : List.of();
  }

  @Override
  public String get(int index) {
    return devices.get(index).text();
  }

  @Override
  public int size() {
    return devices.size();
  }

  /** The text that the route's steps get on request; a group reads the same devices from it. */
  @Override
  public String toString() {
    return String.join("\n", this);
  }
}
