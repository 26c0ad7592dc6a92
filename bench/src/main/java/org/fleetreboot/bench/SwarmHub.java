package org.fleetreboot.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** The hub that a swarm connects to, with its devices registered; it takes any bearer token. */
interface SwarmHub extends AutoCloseable {

  /** By device id. */
  Map<String, String> connectionStrings();

  SSLContext trust();

  /** Where it takes devices: with TLS, or on its plain port. */
  InetSocketAddress mqtt(boolean encrypted);

  /** Host and port of its REST API. */
  String restHost();

  /** What this JVM takes, and the hub if it is in another, in megabytes. */
  Map<String, Object> memory() throws IOException;

  @Override
  void close() throws IOException;
}
