package org.fleetreboot.iothub.sdk;

import java.time.Duration;

/**
 * How long to wait for the hub's HTTP side.
 *
 * @param connect for a connection, TLS included
 * @param read for the answer to any request other than a direct method
 * @param readMargin added to a method's own timeouts; if shorter, the hub's verdict on a slow
 *     device would be missed
 */
public record HttpTimeouts(Duration connect, Duration read, Duration readMargin) {}
