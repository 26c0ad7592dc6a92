package org.fleetreboot.app.command.run;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.program.RunningFleet;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.reboot.run.RunId;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.Retry;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;

/**
 * A run that a person requests.
 *
 * @param id of the run, created once, so that it is the same run, whoever begins it, and however
 *     often
 * @param takeUp whether to continue an open run of the chain instead of beginning a new one
 * @param trigger what was typed
 * @param targets the devices; empty for a chain with queries of its own
 * @param resume whether to resume a paused run
 * @param by who requests it, where no program proves it
 * @param retry what it retries of an earlier run; null if it is not a retry
 */
public record StartRequest(
    String chain,
    String id,
    boolean takeUp,
    RunTrigger trigger,
    List<Target> targets,
    boolean resume,
    Requester by,
    @Nullable Retry retry) {

  public StartRequest {
    targets = List.copyOf(targets);
  }

  /**
   * For a chain with queries of its own.
   *
   * @param id null to continue the chain's open run, or to begin a new one
   */
  static StartRequest ofChain(
      String chain,
      @Nullable String id,
      RunTrigger trigger,
      boolean resume,
      Requester by,
      Instant now) {
    String run = id == null ? RunId.fresh(chain, now) : id;
    return new StartRequest(chain, run, id == null, trigger, List.of(), resume, by, null);
  }

  /** A run of these devices: other devices mean another run, and no open run is continued. */
  public static StartRequest ofDevices(
      String chain,
      String id,
      RunTrigger trigger,
      List<Target> targets,
      boolean resume,
      Requester by) {
    return new StartRequest(chain, id, false, trigger, targets, resume, by, null);
  }

  /** A run of the same chain for some devices of an earlier one. */
  static StartRequest again(String chain, String id, Requester by, Retry retry) {
    return new StartRequest(
        chain, id, false, new RunTrigger.RetryOf(retry.run()), List.of(), false, by, retry);
  }

  /** The request to the engine. */
  RunRequest request() {
    return request(id);
  }

  private RunRequest request(String run) {
    RunRequest asked = new RunRequest(run, chain, trigger, by).withTargets(targets);
    return retry == null ? asked : asked.withRetry(retry);
  }

  /**
   * The body of the same request to the running program.
   *
   * @param options override those of the groups' route
   * @param hub the hub of the devices; null if unspecified
   */
  Map<String, Object> body(Map<String, String> options, @Nullable String hub) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("chain", chain);
    if (by.onBehalfOf() != null) {
      body.put("by", by.onBehalfOf());
    }
    body.put("takeUp", true);
    body.put(takeUp ? "newRunId" : "runId", id);
    if (trigger instanceof RunTrigger.CommandLine typed) {
      body.put("commandLine", typed.words());
    }
    if (!targets.isEmpty()) {
      body.put("targets", targets.stream().map(Target::text).toList());
    }
    if (!options.isEmpty()) {
      body.put("options", options);
    }
    if (hub != null) {
      body.put("hub", hub);
    }
    return body;
  }

  /** How to ask for the same run again. */
  String askedAgain() {
    return takeUp ? "ask again: a run that was begun is taken up" : askedAgain(id);
  }

  /** The same, for the run with that id. */
  static String askedAgain(String id) {
    return "ask again with %s: that is the same run"
        .formatted(new RunTrigger.CommandLine("--run-id", id).text());
  }

  /** Has it accepted durably; returns its id. */
  public String place(RunningFleet fleet) {
    String run = takeUp ? fleet.openRun(chain).map(RunView::run).orElse(id) : id;
    RunReceipt receipt =
        retry == null ? fleet.begunOrNew(request(run)) : fleet.accept(fleet.again(run, by, retry));
    if (resume) {
      fleet.resume(receipt.run(), by);
    }
    return receipt.run();
  }
}
