package org.fleetreboot.app.page;

import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.builder.RouteBuilder;
import org.fleetreboot.app.api.Fleet;
import org.fleetreboot.app.api.RefusedOrders;
import org.fleetreboot.app.http.WebServer;
import org.fleetreboot.journal.JournalReader;

/** The address of each page, as a route. */
final class PageRoutes extends RouteBuilder {
  private final WebServer server;
  private final Supplier<Fleet> running;
  private final JournalReader journal;
  private final RefusedOrders refusals;
  private final InstantSource clock;

  /**
   * @param fleet available once Camel starts the routes
   */
  PageRoutes(
      WebServer server,
      Supplier<Fleet> fleet,
      JournalReader journal,
      RefusedOrders refusals,
      InstantSource clock) {
    this.refusals = refusals;
    this.server = server;
    this.running = fleet;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public void configure() {
    SignInPages signIn = new SignInPages(server);
    open("GET", "/assets/{version}/{name}", visit -> Assets.answer(visit.part(3)));
    open("GET", "/sign-in", signIn::ask);
    open("POST", "/sign-in", signIn::accept);
    open("GET", "/sign-in/issuer", signIn::leave);
    open("GET", SignInPages.BACK, signIn::comeBack);
    page("POST", "/sign-out", signIn::end);

    Fleet fleet = running.get();
    Surface surface = new Surface(fleet, journal, clock);
    page("GET", "/", new RunsPage(surface)::show);
    page("GET", "/runs/{run}", new RunPage(surface)::show);
    page("GET", "/runs/{run}/devices", new RunDevicesPage(surface)::show);
    page("GET", "/devices", new HistoryPage(surface)::show);
    page("GET", "/devices/{device}", new DevicePage(surface)::show);
    page("GET", "/hub", new HubPage(surface)::show);

    OrderPages orders = new OrderPages(surface, refusals);
    order("/stop", orders);
    order("/lift", orders);
    order("/adopt", orders);
    order("/runs/{run}/pause", orders);
    order("/runs/{run}/resume", orders);
    order("/runs/{run}/cancel", orders);
    order("/runs/{run}/steps/{step}/approve", orders);
    order("/runs/{run}/steps/{step}/reject", orders);
    order("/runs/{run}/devices/{device}/skip", orders);
  }

  private void order(String path, OrderPages orders) {
    page("GET", path, orders::ask);
    page("POST", path, orders::carryOut);
  }

  private void page(String method, String path, Function<Visit, Answer> page) {
    route(method, path, new PageProcessor(server.sessions(), false, page));
  }

  private void open(String method, String path, Function<Visit, Answer> page) {
    route(method, path, new PageProcessor(server.sessions(), true, page));
  }

  private void route(String method, String path, PageProcessor answers) {
    from("platform-http:" + path + "?httpMethodRestrict=" + method)
        .routeId("page " + method + " " + path)
        .routeGroup(Dashboard.GROUP)
        .process(answers);
  }
}
