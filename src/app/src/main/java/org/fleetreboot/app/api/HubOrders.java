package org.fleetreboot.app.api;

import static org.fleetreboot.app.api.ApiRequest.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.identity.Role;
import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.StopJson;
import org.fleetreboot.workflow.Requester;
import org.jspecify.annotations.Nullable;

/** The state of the hub, and whether any device may be called. */
final class HubOrders {
  private final Fleet fleet;

  HubOrders(Fleet fleet) {
    this.fleet = fleet;
  }

  void describe(ApiOperations api) {
    api.get("/hub", "getHub", "Tells whether the hub works.")
        .query("hub", "string", "Which one, if the program works with several.")
        .answers(HubJson.class, this::hub);
    api.get("/hubs", "getHubs", "Tells of each hub whether it works.")
        .answers(HubList.class, this::hubs);
    api.get("/stop", "getStop", "Tells why no device of any run is called.")
        .answers(Stops.class, this::stops);
    api.post(
            "/stop",
            "stopFleet",
            Role.OPERATOR,
            "Stops all calls of all runs, or those to one hub.")
        .body(WhoWhyAndHub.class)
        .answers(Stopped.class, this::stop);
    api.delete(
            "/stop",
            "liftStop",
            Role.OPERATOR,
            "Lets runs call devices again, on all hubs or on one.")
        .body(WhoWhyAndHub.class)
        .answers(Stopped.class, this::lift);
    api.post(
            "/resume",
            "adoptJournal",
            Role.OPERATOR,
            "Adopts a journal that was copied or restored.")
        .body(WhoAndWhy.class)
        .answers(Stopped.class, this::adopt);
  }

  private ApiResponse hub(ApiRequest request) {
    String name = request.query().with(List.of("hub")).text("hub");
    List<String> named = name == null ? List.of() : List.of(name);
    List<HubJson> hubs = fleet.hubStates().of(named);
    if (hubs.size() != 1) {
      throw new HttpRefusal(
          400,
          "%s: give hub=NAME, one of %s."
              .formatted(
                  name == null ? "There are several hubs" : "There is no hub '" + name + "'",
                  String.join(", ", fleet.hubs())));
    }
    return ApiResponse.ok(hubs.get(0));
  }

  private ApiResponse hubs(ApiRequest request) {
    request.query().with(List.of());
    return ApiResponse.ok(new HubList(fleet.hubStates().all()));
  }

  private ApiResponse stops(ApiRequest request) {
    request.query().with(List.of());
    return ApiResponse.ok(new Stops(StopJson.all(fleet.view().stops())));
  }

  private ApiResponse adopt(ApiRequest request) {
    ObjectNode fields = request.fields(WhoAndWhy.class);
    return stopped(
        fleet
            .control()
            .adoptJournal(request.requester(fields), text(fields, "reason").orElse(null)));
  }

  private ApiResponse stop(ApiRequest request) {
    ObjectNode fields = request.fields(WhoWhyAndHub.class);
    Requester by = request.requester(fields);
    return stopped(
        fleet.control().stopFleet(hub(fields), by, RunOrders.reason(fields, "stopped", by)));
  }

  private ApiResponse lift(ApiRequest request) {
    ObjectNode fields = request.fields(WhoWhyAndHub.class);
    return stopped(
        fleet
            .control()
            .liftStop(hub(fields), request.requester(fields), text(fields, "reason").orElse(null)));
  }

  /** The hub that the order is about; null for all hubs. */
  private @Nullable String hub(ObjectNode fields) {
    String hub = text(fields, "hub").orElse(null);
    if (hub != null && !fleet.hubs().contains(hub)) {
      throw new HttpRefusal(
          400,
          "There is no hub '%s': the program works with %s."
              .formatted(hub, String.join(", ", fleet.hubs())));
    }
    return hub;
  }

  private ApiResponse stopped(CompletionStage<Boolean> order) {
    boolean changed = Acknowledged.await(order);
    return ApiResponse.ok(new Stopped(changed, StopJson.all(fleet.view().stops())));
  }

  /** The hubs of the program. */
  record HubList(List<HubJson> hubs) {}

  /** The stops in force. */
  record Stops(List<StopJson> stops) {}

  /** The answer to an order: whether it changed anything, and the stops in force. */
  record Stopped(boolean changed, List<StopJson> stops) {}
}
