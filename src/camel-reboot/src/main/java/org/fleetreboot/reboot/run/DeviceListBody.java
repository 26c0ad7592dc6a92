package org.fleetreboot.reboot.run;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.apache.camel.Message;

/** The devices of a run as the body of its message: a list, and as text one id a line. */
final class DeviceListBody extends AbstractList<String> implements RandomAccess {
  private final List<String> devices;

  DeviceListBody(List<String> devices) {
    this.devices = devices;
  }

  /** The devices of the run whose chain sends its message on as it is; none for any other body. */
  static List<String> in(Message message) {
    return message.getBody() instanceof DeviceListBody body ? body.devices : List.of();
  }

  @Override
  public String get(int index) {
    return devices.get(index);
  }

  @Override
  public int size() {
    return devices.size();
  }

  /** What steps of a route that want text get, and what a group reads as the same devices. */
  @Override
  public String toString() {
    return String.join("\n", devices);
  }
}
