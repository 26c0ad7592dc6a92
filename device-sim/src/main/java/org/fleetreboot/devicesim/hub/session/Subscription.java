package org.fleetreboot.devicesim.hub.session;

import java.util.Arrays;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/** The topic filters a client may subscribe to. */
public enum Subscription {
  METHODS("$iothub/methods/POST/#"),
  TWIN_ANSWERS("$iothub/twin/res/#"),
  DESIRED_CHANGES("$iothub/twin/PATCH/properties/desired/#"),
  CLOUD_TO_DEVICE("messages/devicebound/#");

  private final String filter;

  Subscription(String filter) {
    this.filter = filter;
  }

  /** The subscription of a filter; empty if the hub has no such topic for the client. */
  public static Optional<Subscription> of(String filter, ClientId client) {
    return ClientTopic.local(filter, client)
        .flatMap(
            local ->
                Arrays.stream(values()).filter(known -> known.filter.equals(local)).findFirst());
  }
}
