package org.fleetreboot.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** The hub of a swarm, with its devices registered; it accepts any bearer token. */
interface SwarmHub extends AutoCloseable {

  /** The connection strings by device id. */
  Map<String, String> connectionStrings();

  SSLContext trust();

  /** The endpoint for devices: with TLS, or on its plain port. */
  InetSocketAddress mqtt(boolean encrypted);

  /** Host and port of its REST API. */
  String restHost();

  /** The memory of this JVM, and of the hub's JVM if that is another, in megabytes. */
  Map<String, Object> memory() throws IOException;

  @Override
  void close() throws IOException;
}
