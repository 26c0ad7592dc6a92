package org.fleetreboot.iothub.sdk;

import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where a hub is, how to sign in there, and what to trust.
 *
 * @param hostName the hub's host, with {@code :port} unless that is 443
 * @param tls for connections to this hub; null for the trust of the JVM
 */
public record HubServer(
    String hostName, Authorization authorization, @Nullable SSLSocketFactory tls) {}
