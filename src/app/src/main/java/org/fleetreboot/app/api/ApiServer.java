package org.fleetreboot.app.api;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.main.Main;
import org.fleetreboot.app.http.WebServer;
import org.fleetreboot.app.http.WebServerSettings;
import org.fleetreboot.app.identity.Authentication;

/**
 * The API of the program that writes to a journal. Its address and token are in a file, while it
 * answers. Thread-safe.
 */
public final class ApiServer implements AutoCloseable {
  private final WebServer http;
  private final UUID hold;
  private final Path file;
  private final RefusedOrders refusals;

  private ApiServer(WebServer http, UUID hold, Path file, RefusedOrders refusals) {
    this.refusals = refusals;
    this.http = http;
    this.hold = hold;
    this.file = file;
  }

  /**
   * Prepares it in a Camel that has not started yet.
   *
   * @param fleet available once Camel starts its routes
   * @param hold identifies this program
   * @param file for the address and the token
   * @param people who may ask, besides whoever runs the program
   */
  public static ApiServer prepare(
      Main camel,
      Supplier<Fleet> fleet,
      UUID hold,
      Path file,
      Authentication people,
      InstantSource clock,
      WebServerSettings settings) {
    WebServer http =
        WebServer.prepare(camel, settings, hold, String.valueOf(file.getFileName()), people, clock);
    http.answer(LiveEvents.PATH, new LiveEvents(fleet, http::stillKnows));
    RefusedOrders refusals = new RefusedOrders(fleet);
    camel.configure().addRoutesBuilder(new ApiRoutes(fleet, http, refusals, clock));
    return new ApiServer(http, hold, file, refusals);
  }

  /** Tells the commands where it is, once Camel has started. */
  public void announce() {
    ApiFile.of(http.url(), http.token(), hold, http.certificate()).write(file);
  }

  /** Its address, without a trailing slash, once Camel has started. */
  public String url() {
    return http.url();
  }

  /** The server that it shares with the pages. */
  public WebServer http() {
    return http;
  }

  /** Records what people may not order, also on pages. */
  public RefusedOrders refusals() {
    return refusals;
  }

  String token() {
    return http.token();
  }

  /** Refuses further requests, while Camel still runs. */
  public void refuseAll() {
    http.refuseAll();
    ApiFile.delete(file);
  }

  /** Ends what is left once Camel has stopped. */
  @Override
  public void close() {
    http.close();
  }
}
