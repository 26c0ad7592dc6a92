package org.fleetreboot.app.api;

import java.util.List;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.lint.LintJson;
import org.fleetreboot.app.plan.PlanJson;

/** What the routes hold, and what they would do. */
final class ChainOperations {
  private final Fleet fleet;

  ChainOperations(Fleet fleet) {
    this.fleet = fleet;
  }

  void describe(ApiOperations api) {
    api.get("/chains", "listChains", "The chains that runs can be started of.")
        .answers(Chains.class, this::chains);
    api.get(
            "/chains/{chain}/plan",
            "planChain",
            "What a chain would do now; it asks the hub for the devices, and calls none.")
        .answers(PlanJson.class, this::plan);
    api.get("/lint", "lintRoutes", "The mistakes in the route files.")
        .answers(LintJson.class, this::lint);
  }

  private ApiResponse chains(ApiRequest request) {
    request.query().with(List.of());
    return ApiResponse.ok(new Chains(List.copyOf(fleet.chains())));
  }

  private ApiResponse plan(ApiRequest request) {
    request.query().with(List.of());
    String chain = request.path("chain");
    if (!fleet.chains().contains(chain)) {
      throw new HttpRefusal(
          404,
          "Unknown chain '%s'; the chains are %s."
              .formatted(chain, String.join(", ", fleet.chains())));
    }
    return ApiResponse.ok(fleet.plan(chain));
  }

  private ApiResponse lint(ApiRequest request) {
    request.query().with(List.of());
    return ApiResponse.ok(fleet.lint());
  }

  /** The names of the chains, in alphabetical order. */
  record Chains(List<String> chains) {}
}
