package org.fleetreboot.app.api;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.camel.builder.RouteBuilder;
import org.fleetreboot.app.http.WebServer;

/** The API of the running program, in Camel's REST DSL. */
public final class ApiRoutes extends RouteBuilder {
  private static final String OPENAPI = "direct:api-openapi";

  private final Supplier<Fleet> running;
  private final WebServer server;
  private final InstantSource clock;
  private final RefusedOrders refusals;

  /**
   * @param fleet available once Camel starts the routes
   */
  public ApiRoutes(
      Supplier<Fleet> fleet, WebServer server, RefusedOrders refusals, InstantSource clock) {
    this.running = fleet;
    this.refusals = refusals;
    this.server = server;
    this.clock = clock;
  }

  @Override
  public void configure() {
    getCamelContext().getCamelContextExtension().addInterceptStrategy(new UserOperations(refusals));
    Fleet fleet = running.get();
    new ShownRuns(fleet, clock).describe(new ApiOperations(this, "Runs", refusals));
    new PostedRuns(fleet, clock).describe(new ApiOperations(this, "Runs", refusals));
    new RunOrders(fleet).describe(new ApiOperations(this, "Runs", refusals));
    new ExplainOperations(fleet).describe(new ApiOperations(this, "Explain", refusals));
    new EventOperations(fleet, clock).describe(new ApiOperations(this, "Events", refusals));
    new ChainOperations(fleet).describe(new ApiOperations(this, "Chains", refusals));
    new SignInOrders(server).describe(new ApiOperations(this, "Dashboard", refusals));
    new HubOrders(fleet).describe(new ApiOperations(this, "Hub", refusals));
    ApiOperations.rest(this, "Description").get("/openapi.json").apiDocs(false).to(OPENAPI);
    from(OPENAPI).routeId("api-openapi").process(new ApiDescription());
  }
}
