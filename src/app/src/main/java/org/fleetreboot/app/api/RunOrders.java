package org.fleetreboot.app.api;

import static org.fleetreboot.app.api.ApiRequest.flag;
import static org.fleetreboot.app.api.ApiRequest.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.identity.Role;
import org.fleetreboot.app.report.RunJson;
import org.fleetreboot.workflow.Requester;
import org.jspecify.annotations.Nullable;

/** Controls one run. */
final class RunOrders {
  private final Fleet fleet;

  RunOrders(Fleet fleet) {
    this.fleet = fleet;
  }

  void describe(ApiOperations api) {
    api.post(
            "/runs/{run}/pause",
            "pauseRun",
            Role.OPERATOR,
            "Calls no more devices until the run is resumed.")
        .body(WhoAndWhy.class)
        .answers(Told.class, this::pause);
    api.post("/runs/{run}/resume", "resumeRun", Role.OPERATOR, "Continues a paused run.")
        .body(WhoAndWhy.class)
        .answers(Told.class, this::resume);
    api.post(
            "/runs/{run}/cancel",
            "cancelRun",
            Role.OPERATOR,
            "Ends a run; devices that were called are polled.")
        .body(Cancel.class)
        .answers(Told.class, this::cancel);
    api.post("/runs/{run}/approve", "approveRun", Role.APPROVER, "Lets a run pass an approval.")
        .body(Decision.class)
        .answers(Told.class, this::approve);
    api.post("/runs/{run}/reject", "rejectRun", Role.APPROVER, "Ends a run at an approval.")
        .body(Decision.class)
        .answers(Told.class, this::reject);
    api.post(
            "/runs/{run}/devices/{device}/skip",
            "skipDevice",
            Role.OPERATOR,
            "Leaves a device out that has not been called yet.")
        .body(WhoWhyAndHub.class)
        .answers(Told.class, this::skip);
  }

  private ApiResponse pause(ApiRequest request) {
    ObjectNode fields = request.fields(WhoAndWhy.class);
    String run = run(request);
    Requester by = request.requester(fields);
    return told(run, fleet.control().pause(run, by, reason(fields, "paused", by)));
  }

  private ApiResponse resume(ApiRequest request) {
    ObjectNode fields = request.fields(WhoAndWhy.class);
    String run = run(request);
    return told(
        run,
        fleet
            .control()
            .resume(run, request.requester(fields), text(fields, "reason").orElse(null)));
  }

  private ApiResponse cancel(ApiRequest request) {
    ObjectNode fields = request.fields(Cancel.class);
    String run = run(request);
    Requester by = request.requester(fields);
    return told(
        run,
        fleet.control().cancel(run, by, reason(fields, "cancelled", by), flag(fields, "force")));
  }

  private ApiResponse approve(ApiRequest request) {
    ObjectNode fields = request.fields(Decision.class);
    String run = run(request);
    return told(
        run, fleet.control().approve(run, step(fields), request.requester(fields), remark(fields)));
  }

  private ApiResponse reject(ApiRequest request) {
    ObjectNode fields = request.fields(Decision.class);
    String run = run(request);
    return told(
        run, fleet.control().reject(run, step(fields), request.requester(fields), remark(fields)));
  }

  private ApiResponse skip(ApiRequest request) {
    ObjectNode fields = request.fields(WhoWhyAndHub.class);
    String run = run(request);
    Requester by = request.requester(fields);
    return told(
        run,
        fleet
            .control()
            .skip(
                run,
                text(fields, "hub").orElse(null),
                request.path("device"),
                by,
                reason(fields, "skipped", by)));
  }

  private static String step(ObjectNode fields) {
    return text(fields, "step")
        .orElseThrow(() -> new HttpRefusal(400, "step must name the approval."));
  }

  private static @Nullable String remark(ObjectNode fields) {
    return text(fields, "reason").orElse(null);
  }

  private ApiResponse told(String run, CompletionStage<Boolean> order) {
    boolean changed = Acknowledged.await(order);
    return ApiResponse.ok(new Told(changed, RunJson.summary(KnownRun.of(fleet, run))));
  }

  private String run(ApiRequest request) {
    return KnownRun.of(fleet, request.path("run")).run();
  }

  static String reason(ObjectNode fields, String what, Requester by) {
    return text(fields, "reason").orElse(what + " by " + by.text());
  }

  /** The fields of an order that ends a run. */
  record Cancel(@Nullable String by, @Nullable String reason, @Nullable Boolean force) {}

  /** The fields of an order at an approval. */
  record Decision(String step, @Nullable String by, @Nullable String reason) {}

  /** The answer to an order: whether it changed anything, and the run. */
  record Told(boolean changed, RunJson run) {}
}
