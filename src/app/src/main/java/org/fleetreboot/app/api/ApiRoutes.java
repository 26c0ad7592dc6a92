package org.fleetreboot.app.api;

import static org.fleetreboot.app.api.ApiRequest.flag;
import static org.fleetreboot.app.api.ApiRequest.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.RunJson;
import org.fleetreboot.app.report.StopJson;
import org.fleetreboot.journal.view.RunView;

/** The routes of the API. */
public final class ApiRoutes {
  private static final List<String> WHO_AND_WHY = List.of("by", "reason");
  private static final long SECONDS = 30;

  private final Fleet fleet;
  private final PostedRuns trigger;
  private final ShownRuns shown;

  public ApiRoutes(Fleet fleet, InstantSource clock) {
    this.fleet = fleet;
    this.trigger = new PostedRuns(fleet, clock);
    this.shown = new ShownRuns(fleet, clock);
  }

  ApiResponse answer(ApiRequest request) {
    List<String> path = request.path();
    String what = request.method() + " " + path.get(0);
    return switch (path.size()) {
      case 1 ->
          switch (what) {
            case "GET runs" -> ok(shown.runs(request.query()));
            case "GET history" -> ok(shown.history(request.query()));
            case "POST runs" -> trigger.post(request);
            case "GET hub" -> ok(HubJson.of(fleet.health(), fleet.headroom()));
            case "GET stop" -> ok(StopJson.all(fleet.view().stops()));
            case "POST resume" -> adopt(request);
            case "POST stop" -> stop(request);
            case "DELETE stop" -> lift(request);
            default -> throw unknown(request);
          };
      case 2 -> {
        if (!what.equals("GET runs")) {
          throw unknown(request);
        }
        yield ok(shown.run(run(path.get(1)), request.query()));
      }
      case 3 -> {
        if (what.equals("GET runs") && path.get(2).equals("devices")) {
          yield ok(shown.devices(run(path.get(1)), request.query()));
        }
        if (!what.equals("POST runs")) {
          throw unknown(request);
        }
        yield told(path.get(1), order(request, run(path.get(1)).run(), path.get(2)));
      }
      case 5 -> {
        if (!what.equals("POST runs")
            || !path.get(2).equals("devices")
            || !path.get(4).equals("skip")) {
          throw unknown(request);
        }
        ObjectNode fields = request.fields(WHO_AND_WHY);
        String run = run(path.get(1)).run();
        yield told(
            run, fleet.control().skip(run, path.get(3), by(fields), reason(fields, "skipped")));
      }
      default -> throw unknown(request);
    };
  }

  private CompletionStage<Boolean> order(ApiRequest request, String run, String order) {
    switch (order) {
      case "pause" -> {
        ObjectNode fields = request.fields(WHO_AND_WHY);
        return fleet.control().pause(run, by(fields), reason(fields, "paused"));
      }
      case "resume" -> {
        ObjectNode fields = request.fields(WHO_AND_WHY);
        return fleet.control().resume(run, by(fields), text(fields, "reason").orElse(null));
      }
      case "cancel" -> {
        ObjectNode fields = request.fields(List.of("by", "reason", "force"));
        return fleet
            .control()
            .cancel(run, by(fields), reason(fields, "cancelled"), flag(fields, "force"));
      }
      case "approve", "reject" -> {
        ObjectNode fields = request.fields(List.of("step", "by", "reason"));
        String step =
            text(fields, "step")
                .orElseThrow(() -> new ApiRefusal(400, "step must name the approval."));
        String by =
            text(fields, "by")
                .orElseThrow(() -> new ApiRefusal(400, "by must name the person who decides."));
        String remark = text(fields, "reason").orElse(null);
        return order.equals("approve")
            ? fleet.control().approve(run, step, by, remark)
            : fleet.control().reject(run, step, by, remark);
      }
      default -> throw unknown(request);
    }
  }

  private ApiResponse adopt(ApiRequest request) {
    ObjectNode fields = request.fields(WHO_AND_WHY);
    return stopped(fleet.control().adoptJournal(by(fields), text(fields, "reason").orElse(null)));
  }

  private ApiResponse stop(ApiRequest request) {
    ObjectNode fields = request.fields(WHO_AND_WHY);
    return stopped(fleet.control().stopFleet(by(fields), reason(fields, "stopped")));
  }

  private ApiResponse lift(ApiRequest request) {
    ObjectNode fields = request.fields(WHO_AND_WHY);
    return stopped(fleet.control().liftStop(by(fields), text(fields, "reason").orElse(null)));
  }

  private ApiResponse stopped(CompletionStage<Boolean> order) {
    boolean changed = await(order);
    return ok(new Stopped(changed, StopJson.all(fleet.view().stops())));
  }

  private ApiResponse told(String run, CompletionStage<Boolean> order) {
    boolean changed = await(order);
    return ok(new Told(changed, RunJson.summary(run(run))));
  }

  private RunView run(String run) {
    RunView view = fleet.view().run(run);
    if (view == null) {
      throw new ApiRefusal(
          404,
          fleet.archived(run).orElse("Unknown run '" + run + "'; GET /api/runs lists all runs."));
    }
    return view;
  }

  private static String by(ObjectNode fields) {
    return text(fields, "by").orElse("api");
  }

  private static String reason(ObjectNode fields, String otherwise) {
    return text(fields, "reason").orElse(otherwise + " by " + by(fields));
  }

  private static ApiResponse ok(Object body) {
    return new ApiResponse(200, body);
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw new ApiRefusal(
          503, "The journal took longer than " + SECONDS + " s; check the disk and try again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiRefusal(503, "The program is ending; try again after its next start.");
    }
  }

  private static ApiRefusal unknown(ApiRequest request) {
    return unknown(request.method(), "/api/" + String.join("/", request.path()));
  }

  static ApiRefusal unknown(String method, String path) {
    return new ApiRefusal(
        404,
        "There is no "
            + method
            + " "
            + path
            + ": there are GET and POST /api/runs, GET /api/runs/ID and /api/runs/ID/devices, GET"
            + " /api/history, POST /api/runs/ID/pause|resume|cancel|approve|reject, POST"
            + " /api/runs/ID/devices/DEVICE/skip, POST /api/resume, GET /api/hub, and GET, POST and"
            + " DELETE /api/stop.");
  }

  /** The answer to a command about all runs. */
  private record Stopped(boolean changed, List<StopJson> stops) {}

  /** The answer to a command about one run. */
  private record Told(boolean changed, RunJson run) {}
}
