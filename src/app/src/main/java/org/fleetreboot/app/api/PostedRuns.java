package org.fleetreboot.app.api;

import static org.fleetreboot.app.api.ApiRequest.flag;
import static org.fleetreboot.app.api.ApiRequest.text;
import static org.fleetreboot.app.api.ApiRequest.texts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.identity.Role;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.reboot.TargetsRefused;
import org.fleetreboot.reboot.run.RunId;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.run.Retry;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;

/** Starts runs; a repeated id, or a repeated Idempotency-Key, means the same run. */
final class PostedRuns {
  private final Fleet fleet;
  private final InstantSource clock;

  PostedRuns(Fleet fleet, InstantSource clock) {
    this.fleet = fleet;
    this.clock = clock;
  }

  void describe(ApiOperations api) {
    api.post(
            "/runs",
            "startRun",
            Role.OPERATOR,
            "Starts a run; a repeated id or key means the same run.")
        .header("Idempotency-Key", "Names the run in place of runId.")
        .body(Start.class)
        .answers(Posted.class, this::start);
    api.post(
            "/runs/{run}/retry",
            "retryRun",
            Role.OPERATOR,
            "Starts a run for the devices of another that did not reboot; a repeated id or key"
                + " means the same run.")
        .header("Idempotency-Key", "Names the run in place of runId.")
        .body(Again.class)
        .answers(Posted.class, this::retry);
  }

  private ApiResponse start(ApiRequest request) {
    ObjectNode fields = request.fields(Start.class);
    text(fields, "hub").ifPresent(this::requireHub);
    RunRequest asked = chain(request, fields);
    return posted(
        asked,
        flag(fields, "takeUp") && asked.options().isEmpty()
            ? fleet.begunOrNew(asked)
            : fleet.accept(asked));
  }

  private ApiResponse retry(ApiRequest request) {
    ObjectNode fields = request.fields(Again.class);
    text(fields, "hub").ifPresent(this::requireHub);
    RunRequest asked = again(request, fields, KnownRun.of(fleet, request.path("run")).run());
    return posted(asked, fleet.accept(asked));
  }

  private static ApiResponse posted(RunRequest asked, RunReceipt receipt) {
    Retry retry = asked.retry();
    return new ApiResponse(
        receipt.isNew() ? 201 : 200,
        new Posted(
            receipt.run(),
            asked.chain(),
            receipt.isNew(),
            receipt.outcome() == null ? "open" : receipt.outcome().word(),
            retry == null ? null : retry.devices().size(),
            "/api/runs/" + receipt.run()));
  }

  /** On another hub, the same ids and queries may mean other devices. */
  private void requireHub(String hub) {
    if (!fleet.hubs().contains(hub)) {
      throw new HttpRefusal(
          409,
          "The program with this journal works with hub %s, not with %s: name the journal for that hub."
              .formatted(String.join(", ", fleet.hubs()), hub));
    }
  }

  private RunRequest chain(ApiRequest request, ObjectNode fields) {
    String chain =
        text(fields, "chain")
            .orElseThrow(() -> new HttpRefusal(400, "chain must name a chain: reboot-run:CHAIN."));
    Optional<List<String>> targets = targets(fields);
    Optional<String> body = text(fields, "body");
    if (targets.isPresent() && body.isPresent()) {
      throw new HttpRefusal(400, "Give targets or body, not both: targets become the body.");
    }
    return new RunRequest(
            id(request, fields, chain),
            chain,
            texts(fields, "commandLine")
                .<RunTrigger>map(RunTrigger.CommandLine::new)
                .orElseGet(RunTrigger.Api::new),
            request.requester(fields))
        .withTargets(targets.map(entries -> checked(chain, entries)).orElse(List.of()))
        .withOptions(options(fields))
        .withMessage(new RunMessage(body.orElse(null), Map.of()));
  }

  /** Each entry is an id, HUB/ID, or an object with hub and id. */
  private static Optional<List<String>> targets(ObjectNode fields) {
    JsonNode targets = fields.path("targets");
    if (!targets.isArray()) {
      return texts(fields, "targets");
    }
    List<String> entries = new ArrayList<>();
    for (JsonNode entry : targets) {
      JsonNode hub = entry.path("hub");
      JsonNode id = entry.path("id");
      if (entry.isTextual()) {
        entries.add(entry.textValue());
      } else if (entry.size() == 2 && hub.isTextual() && id.isTextual()) {
        entries.add(hub.textValue() + "/" + id.textValue());
      } else {
        throw new HttpRefusal(
            400,
            "targets must be a list of device ids, or of objects like {\"hub\": \"north\", \"id\": \"pump-1\"}.");
      }
    }
    return Optional.of(entries);
  }

  /** The list, within the limits of all lists. */
  private List<Target> checked(String chain, List<String> entries) {
    try {
      return fleet.targets(chain, entries);
    } catch (TargetsRefused e) {
      throw new HttpRefusal(400, "targets: " + e.getMessage());
    }
  }

  private static Map<String, String> options(ObjectNode fields) {
    JsonNode options = fields.path("options");
    Map<String, String> sent = new TreeMap<>();
    if (options.isMissingNode()) {
      return sent;
    }
    if (!options.isObject()) {
      throw new HttpRefusal(400, "options must be an object, such as {\"maxInFlight\": 5}.");
    }
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      if (!option.getValue().isValueNode() || option.getValue().isNull()) {
        throw new HttpRefusal(
            400, "The option '" + option.getKey() + "' must be text, a number, true or false.");
      }
      sent.put(option.getKey(), option.getValue().asText());
    }
    return sent;
  }

  private RunRequest again(ApiRequest request, ObjectNode fields, String run) {
    Set<Outcome> outcomes =
        texts(fields, "outcomes").map(RetriedDevices::outcomes).orElse(RetriedDevices.DEFAULT);
    FleetView view = fleet.view();
    Retry retry = RetriedDevices.of(view, run, outcomes);
    String chain = RetriedDevices.chain(view, run);
    return fleet.again(id(request, fields, chain), request.requester(fields), retry);
  }

  private String id(ApiRequest request, ObjectNode fields, String chain) {
    String key = request.idempotencyKey();
    if (key != null) {
      requireOnlyName(key, fields);
    }
    Optional<String> given = text(fields, "runId");
    if (given.isPresent()) {
      return RunRequest.requireId(given.get());
    }
    if (flag(fields, "takeUp") && !fields.has("targets")) {
      Optional<String> open = fleet.openRun(chain).map(RunView::run);
      if (open.isPresent()) {
        return open.get();
      }
    }
    Optional<String> made = text(fields, "newRunId");
    if (made.isPresent()) {
      return RunRequest.requireId(made.get());
    }
    return key == null
        ? RunId.fresh(chain, clock.instant())
        : RunId.of(chain, key.getBytes(StandardCharsets.UTF_8));
  }

  /** If the key were silently ignored, each repetition would begin a new run. */
  private static void requireOnlyName(String key, ObjectNode fields) {
    if (key.isBlank()) {
      throw new HttpRefusal(400, "Idempotency-Key is blank: give a key, or omit it.");
    }
    for (String name : List.of("runId", "newRunId")) {
      if (fields.hasNonNull(name)) {
        throw new HttpRefusal(
            400, "Idempotency-Key and " + name + " both name the run; omit one of them.");
      }
    }
    if (flag(fields, "takeUp")) {
      throw new HttpRefusal(400, "Idempotency-Key is for a new run; omit it or takeUp.");
    }
  }

  /**
   * The fields of the order.
   *
   * @param runId the run's id, for a run that may exist already
   * @param newRunId the run's id, unless {@code takeUp} finds an open run
   * @param targets devices, for a chain that reboots those that it is sent; HUB/ID if the program
   *     works with several hubs
   * @param body the message as text, in place of targets
   * @param options of the chain's groups
   * @param by for whom it is, beside the proved name
   * @param takeUp whether an open run of the chain is continued in place of a new one
   * @param commandLine what was typed
   * @param hub refuses the order if the program works with another
   */
  record Start(
      @Nullable String chain,
      @Nullable String runId,
      @Nullable String newRunId,
      @Nullable List<String> targets,
      @Nullable String body,
      @Nullable Map<String, Object> options,
      @Nullable String by,
      @Nullable Boolean takeUp,
      @Nullable List<String> commandLine,
      @Nullable String hub) {}

  /**
   * The fields of a retry. Chain, targets and options are those of the run that it retries.
   *
   * @param runId the new run's id, for a run that may exist already
   * @param outcomes devices that ended so; null for all that failed or were offline
   * @param by for whom it is, beside the proved name
   * @param hub refuses the order if the program works with another
   */
  record Again(
      @Nullable String runId,
      @Nullable List<String> outcomes,
      @Nullable String by,
      @Nullable String hub) {}

  /**
   * The answer.
   *
   * @param devices the number of retried devices; null for other runs
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Posted(
      String run,
      String chain,
      @JsonProperty("new") boolean isNew,
      String status,
      @Nullable Integer devices,
      String url) {}
}
