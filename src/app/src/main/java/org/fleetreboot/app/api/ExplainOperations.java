package org.fleetreboot.app.api;

import java.util.List;
import org.fleetreboot.app.explain.ExplanationJson;
import org.fleetreboot.app.http.HttpRefusal;

/** Says why runs and devices are as they are. */
final class ExplainOperations {
  private final Fleet fleet;

  ExplainOperations(Fleet fleet) {
    this.fleet = fleet;
  }

  void describe(ApiOperations api) {
    api.get(
            "/runs/{run}/explain",
            "explainRun",
            "Who asked for a run, what happened, what holds it back, and what happens next.")
        .answers(ExplanationJson.class, this::run);
    api.get(
            "/runs/{run}/devices/{device}/explain",
            "explainRunDevice",
            "What one run did with a device.")
        .answers(ExplanationJson.class, this::deviceOfRun);
    api.get(
            "/devices/{device}/explain",
            "explainDevice",
            "What happened to a device in its latest run, and what happens next.")
        .answers(ExplanationJson.class, this::device);
  }

  private ApiResponse run(ApiRequest request) {
    request.query().with(List.of());
    String run = KnownRun.of(fleet, request.path("run")).run();
    return ApiResponse.ok(ExplanationJson.of(fleet.explainer().run(run).orElseThrow()));
  }

  private ApiResponse deviceOfRun(ApiRequest request) {
    request.query().with(List.of());
    String run = KnownRun.of(fleet, request.path("run")).run();
    String device = request.path("device");
    return ApiResponse.ok(
        ExplanationJson.of(
            fleet
                .explainer()
                .device(device, run)
                .orElseThrow(
                    () ->
                        new HttpRefusal(
                            404, "Run %s has no device '%s'.".formatted(run, device)))));
  }

  private ApiResponse device(ApiRequest request) {
    request.query().with(List.of());
    String device = request.path("device");
    return ApiResponse.ok(
        ExplanationJson.of(
            fleet
                .explainer()
                .device(device)
                .orElseThrow(
                    () -> new HttpRefusal(404, "No run has the device '" + device + "'."))));
  }
}
