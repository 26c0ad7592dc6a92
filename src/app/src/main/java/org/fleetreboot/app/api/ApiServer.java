package org.fleetreboot.app.api;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.camel.main.Main;
import org.fleetreboot.app.http.WebServer;
import org.fleetreboot.app.http.WebServerSettings;
import org.fleetreboot.app.identity.Authentication;
import org.fleetreboot.journal.FileJournal;

/**
 * The API of the program that writes to a journal. Its address and token are in the file beside the
 * journal, while it answers. Thread-safe.
 */
public final class ApiServer implements AutoCloseable {
  private final WebServer http;
  private final FileJournal journal;
  private final RefusedOrders refusals;

  private ApiServer(WebServer http, FileJournal journal, RefusedOrders refusals) {
    this.refusals = refusals;
    this.http = http;
    this.journal = journal;
  }

  /**
   * Prepares it in a Camel that has not started yet.
   *
   * @param fleet available once Camel starts its routes
   * @param people who may ask, besides whoever runs the program
   */
  public static ApiServer prepare(
      Main camel,
      Supplier<Fleet> fleet,
      FileJournal journal,
      Authentication people,
      InstantSource clock,
      WebServerSettings settings) {
    String file = ApiFile.beside(journal.file()).getFileName().toString();
    WebServer http = WebServer.prepare(camel, settings, journal.hold(), file, people, clock);
    http.answer(LiveEvents.PATH, new LiveEvents(fleet, http::stillKnows));
    RefusedOrders refusals = new RefusedOrders(fleet);
    camel.configure().addRoutesBuilder(new ApiRoutes(fleet, http, refusals, clock));
    return new ApiServer(http, journal, refusals);
  }

  /** Tells the commands where it is, once Camel has started. */
  public void announce() {
    ApiFile.of(http.url(), http.token(), journal.hold(), http.certificate()).write(journal.file());
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
    ApiFile.delete(journal.file());
  }

  /** Ends what is left once Camel has stopped. */
  @Override
  public void close() {
    http.close();
  }
}
