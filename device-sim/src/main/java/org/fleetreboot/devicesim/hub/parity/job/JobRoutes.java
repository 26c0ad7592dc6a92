package org.fleetreboot.devicesim.hub.parity.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.method.MethodTimeouts;
import org.fleetreboot.devicesim.hub.rest.PageRequest;
import org.fleetreboot.devicesim.hub.rest.RestRequest;
import org.fleetreboot.devicesim.hub.rest.RestResponse;
import org.fleetreboot.devicesim.hub.rest.Route;
import org.fleetreboot.devicesim.hub.rest.RoutePolicy;
import org.fleetreboot.devicesim.hub.security.AccessRight;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.Limit;

/** Jobs: {@code /jobs/v2}. */
public final class JobRoutes {
  // The tutorials on jobs use a policy that may read and write the registry.
  private static final RoutePolicy READ = policy(Set.of(AccessRight.REGISTRY_READ));
  private static final RoutePolicy WRITE =
      policy(Set.of(AccessRight.REGISTRY_READ, AccessRight.REGISTRY_WRITE));

  private final Jobs jobs;
  private final MethodTimeouts timeouts;

  public JobRoutes(Jobs jobs, MethodTimeouts timeouts) {
    this.jobs = jobs;
    this.timeouts = timeouts;
  }

  private static RoutePolicy policy(Set<AccessRight> rights) {
    return new RoutePolicy(
        rights, HubOperation.JOB, Limit.JOBS, request -> 1, Count.JOB_OPERATIONS);
  }

  public List<Route> routes() {
    return List.of(
        Route.of("Schedule a job", "PUT", "/jobs/v2/{job}", WRITE, this::schedule),
        // Must precede the next one: no job can have the id "query".
        Route.of("List jobs", "GET", "/jobs/v2/query", READ, this::list),
        Route.of("Get a job", "GET", "/jobs/v2/{job}", READ, this::get),
        Route.of("Cancel a job", "POST", "/jobs/v2/{job}/cancel", WRITE, this::cancel));
  }

  private RestResponse schedule(RestRequest request) {
    JobRequest wanted = JobRequest.of(request.named("job"), request.bodyObject());
    wanted.methodCall().ifPresent(timeouts::check);
    return RestResponse.ok(JobDocument.accepted(jobs.schedule(wanted)));
  }

  private RestResponse get(RestRequest request) {
    String id = request.named("job");
    return RestResponse.ok(
        jobs.find(id).map(JobDocument::of).orElseGet(() -> JobDocument.unknown(id)));
  }

  private RestResponse cancel(RestRequest request) {
    return RestResponse.ok(JobDocument.of(jobs.cancel(request.named("job"))));
  }

  private RestResponse list(RestRequest request) {
    Optional<JobType> type = parameter(request, "jobType", JobType::named);
    Optional<JobStatus> status = parameter(request, "jobStatus", JobStatus::named);
    PageRequest wanted = PageRequest.of(request);
    Iterator<Job> matching =
        jobs.after(wanted.continuation().map(JobRoutes::place).orElse("")).stream()
            .filter(job -> type.map(job.request().type()::equals).orElse(true))
            .filter(job -> status.map(job.status()::equals).orElse(true))
            .iterator();
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    String last = "";
    while (page.size() < wanted.size() && matching.hasNext()) {
      Job job = matching.next();
      last = job.id();
      page.add(JobDocument.of(job));
    }
    Map<String, String> headers = new HashMap<>(Map.of("x-ms-item-type", "JobResponse"));
    if (matching.hasNext()) {
      headers.put("x-ms-continuation", token(last));
    }
    return RestResponse.ok(page, headers);
  }

  private static <T> Optional<T> parameter(
      RestRequest request, String name, Function<String, Optional<T>> reader) {
    return Optional.ofNullable(request.parameter(name))
        .filter(text -> !text.isBlank())
        .map(
            text ->
                reader
                    .apply(text)
                    .orElseThrow(
                        () -> HubRefusal.invalid(name + " '" + text + "' is none of a job.")));
  }

  private static String token(String lastId) {
    return Base64.getUrlEncoder().encodeToString(lastId.getBytes(StandardCharsets.UTF_8));
  }

  private static String place(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw HubRefusal.invalid("x-ms-continuation is not a token of a list of jobs.");
    }
  }
}
