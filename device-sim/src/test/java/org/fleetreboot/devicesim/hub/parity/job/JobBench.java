package org.fleetreboot.devicesim.hub.parity.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.method.MethodInvoker;
import org.fleetreboot.devicesim.hub.method.MethodTimeouts;
import org.fleetreboot.devicesim.hub.query.DeviceSelection;
import org.fleetreboot.devicesim.hub.query.QueryLag;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.IfMatch;
import org.fleetreboot.devicesim.hub.registry.Twins;
import org.fleetreboot.devicesim.hub.session.DeviceChannel;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;
import org.fleetreboot.devicesim.hub.throttle.HubTier;
import org.fleetreboot.devicesim.hub.throttle.Throttles;
import org.fleetreboot.devicesim.hub.twin.TwinPatch;

/** The parts of a hub that jobs work with, on one thread and a clock that is moved by hand. */
final class JobBench {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  final ManualClock clock = ManualClock.at(NOON);
  final Jobs jobs;

  /** The devices that were called, each time they were. */
  final List<String> called = new ArrayList<>();

  private final HubCounters counters = new HubCounters();
  private final DeviceRegistry registry = new DeviceRegistry(clock, () -> {});
  private final DeviceSessions sessions = new DeviceSessions();
  private final Twins twins = new Twins(registry, clock, (device, change, version) -> {});
  private final MethodInvoker methods =
      new MethodInvoker(registry, sessions, MethodTimeouts.REAL, clock, counters);

  private JobBench(HubTier tier, boolean inForce) {
    Throttles throttles = new Throttles(tier, 1, clock, counters);
    throttles.inForce(inForce);
    jobs =
        new Jobs(
            new DeviceOperations(methods, sessions, twins),
            new DeviceSelection(registry, new QueryLag(Duration.ZERO, clock))::meeting,
            new TierJobThrottle(throttles, tier),
            clock,
            Runnable::run,
            () -> {});
  }

  static JobBench unlimited() {
    return new JobBench(HubTier.S1, false);
  }

  static JobBench of(HubTier tier) {
    return new JobBench(tier, true);
  }

  /** Devices that never answer. */
  JobBench devices(String... ids) {
    for (String id : ids) {
      registry.findOrCreate(id);
    }
    return this;
  }

  JobBench tagged(String id, String tags) {
    devices(id);
    TwinPatch patch = TwinPatch.of(Json.parseObject("{\"tags\":" + tags.replace('\'', '"') + "}"));
    twins.patch(ClientId.device(id), patch, IfMatch.NONE);
    return this;
  }

  /** A device connects, and answers each call with its own id, or never. */
  JobBench connect(String id, boolean answers) {
    devices(id);
    sessions.of(ClientId.device(id)).attach(new Line(id, answers), true, () -> {});
    sessions.of(ClientId.device(id)).subscribe(Subscription.METHODS);
    return this;
  }

  String etag(String id) {
    return registry.require(id).twin().etag();
  }

  JsonNode tags(String id) {
    return registry.require(id).twin().tags();
  }

  /** Takes on a job; its JSON has single quotes and no braces, and {@code ~} for a quote in it. */
  Job schedule(String id, String content) {
    return jobs.schedule(request(id, content));
  }

  static JobRequest request(String id, String content) {
    return JobRequest.of(
        id, Json.parseObject("{" + content.replace('\'', '"').replace('~', '\'') + "}"));
  }

  /** Calls a method on all devices that meet a condition. */
  Job call(String id, String condition, String more) {
    return schedule(id, CALL + ",'queryCondition':'" + condition + "'" + more);
  }

  static final String CALL =
      "'type':'scheduleDeviceMethod',"
          + "'cloudToDeviceMethod':{'methodName':'reboot','responseTimeoutInSeconds':30}";

  void pass(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  /** Each device with what became of it: {@code d1 completed, d2 failed GatewayTimeout}. */
  static String outcomes(Job job) {
    return job.devices().stream().map(JobBench::outcome).collect(Collectors.joining(", "));
  }

  private static String outcome(DeviceJob device) {
    String error = device.error() == null ? "" : " " + device.error().path("code").textValue();
    return device.device() + " " + device.status().wireName() + error;
  }

  static List<String> ids(Collection<Job> jobs) {
    return jobs.stream().map(Job::id).toList();
  }

  private final class Line implements DeviceChannel {
    private final String id;
    private final boolean answers;

    Line(String id, boolean answers) {
      this.id = id;
      this.answers = answers;
    }

    @Override
    public void publish(String topic, byte[] payload) {
      called.add(id);
      if (answers) {
        String rid = topic.substring(topic.indexOf("$rid=") + 5);
        clock.after(
            Duration.ZERO,
            () ->
                methods.answered(
                    ClientId.device(id),
                    rid,
                    200,
                    ("\"" + id + "\"").getBytes(StandardCharsets.UTF_8)));
      }
    }

    @Override
    public void publish(String topic, byte[] payload, Runnable acknowledged) {
      throw new AssertionError("Jobs send nothing at QoS 1");
    }

    @Override
    public void close() {
      // Nothing hangs on it.
    }
  }
}
