package org.fleetreboot.devicesim.hub.session;

import java.util.Optional;

/** The topic filters a device may subscribe to. */
public enum Subscription {
  METHODS,
  TWIN_ANSWERS,
  DESIRED_CHANGES,
  CLOUD_TO_DEVICE;

  /** What a filter stands for; empty when this hub has no such topic for that device. */
  public static Optional<Subscription> of(String filter, String deviceId) {
    if (filter.equals("devices/" + deviceId + "/messages/devicebound/#")) {
      return Optional.of(CLOUD_TO_DEVICE);
    }
    return Optional.ofNullable(
        switch (filter) {
          case "$iothub/methods/POST/#" -> METHODS;
          case "$iothub/twin/res/#" -> TWIN_ANSWERS;
          case "$iothub/twin/PATCH/properties/desired/#" -> DESIRED_CHANGES;
          default -> null;
        });
  }
}
