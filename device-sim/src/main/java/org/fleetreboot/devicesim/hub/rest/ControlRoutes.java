package org.fleetreboot.devicesim.hub.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.fault.DurationText;
import org.fleetreboot.devicesim.hub.fault.FaultNotation;
import org.fleetreboot.devicesim.hub.fault.FaultPlan;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;
import org.fleetreboot.devicesim.hub.throttle.Throttles;

/**
 * Controls a running hub: faults, throttles, connections, the clock. The caller needs the hub's
 * control token and must use the hub's own address as host, which prevents DNS rebinding by web
 * pages.
 */
public final class ControlRoutes {
  private final Set<String> hosts;
  private final byte[] authorization;
  private final FaultPlan faults;
  private final Throttles throttles;
  private final DeviceSessions sessions;
  private final HubClock clock;

  /**
   * For one hub.
   *
   * @param address the address on which it listens
   * @param token a secret
   */
  public ControlRoutes(
      String address,
      String token,
      FaultPlan faults,
      Throttles throttles,
      DeviceSessions sessions,
      HubClock clock) {
    hosts = Set.of(address, "[" + address + "]", "localhost");
    authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.faults = faults;
    this.throttles = throttles;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Answers a request; refuses it if there is no such route. */
  RestResponse answer(RestRequest request) {
    requireToken(request);
    return switch (request.line()) {
      case "POST /faults" -> arm(request.bodyObject());
      case "DELETE /faults" -> {
        faults.clear();
        yield state();
      }
      case "PUT /throttles" -> throttle(request.bodyObject());
      case "POST /clock" -> advance(request.bodyObject());
      default -> disconnected(request);
    };
  }

  /** The current state. */
  RestResponse state() {
    ObjectNode json = Json.object();
    ArrayNode armed = json.putArray("faults");
    faults.orders().forEach(order -> armed.add(Json.fromMap(order.written())));
    json.put("throttles", throttles.inForce());
    json.put("now", clock.instant().toString());
    return RestResponse.ok(json);
  }

  /** Refuses a request whose {@code Host} is not the hub's own, for reads as well. */
  void requireOwnHost(RestRequest request) {
    String host = String.valueOf(request.header("Host")).replaceFirst(":\\d+$", "");
    if (!hosts.contains(host)) {
      throw HubRefusal.registry(
          HubError.UNAUTHORIZED, "Use the hub's address as Host, not '" + host + "'");
    }
  }

  private void requireToken(RestRequest request) {
    String shown = String.valueOf(request.header("Authorization"));
    if (!MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), authorization)) {
      throw HubRefusal.registry(
          HubError.UNAUTHORIZED,
          "'"
              + request.line()
              + "' needs 'Authorization: Bearer' with the controlToken of hub.json");
    }
  }

  private RestResponse arm(ObjectNode body) {
    Map<String, String> entry = new LinkedHashMap<>();
    body.properties().forEach(field -> entry.put(field.getKey(), text(field.getValue())));
    try {
      FaultNotation.Order order = FaultNotation.parse(entry);
      faults.arm(order.fault(), order.scope());
    } catch (FaultNotation.Malformed e) {
      throw HubRefusal.registry(HubError.ARGUMENT_INVALID, e.key() + ": " + e.getMessage());
    }
    return state();
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(","))
        : value.asText();
  }

  private RestResponse throttle(ObjectNode body) {
    JsonNode inForce = body.path("inForce");
    if (!inForce.isBoolean()) {
      throw invalid("the body is {\"inForce\": true} or {\"inForce\": false}");
    }
    throttles.inForce(inForce.asBoolean());
    return state();
  }

  private RestResponse advance(ObjectNode body) {
    if (!(clock instanceof ManualClock manual)) {
      throw invalid("this hub runs in real time; start it with a manual clock");
    }
    Duration step;
    try {
      step = DurationText.duration(body.path("advance").asText());
    } catch (IllegalArgumentException e) {
      throw invalid("the body is {\"advance\": TIME}; " + e.getMessage());
    }
    manual.advance(step);
    return state();
  }

  private RestResponse disconnected(RestRequest request) {
    if (!request.method().equals("POST")
        || request.path().size() != 3
        || !request.path().get(0).equals("devices")
        || !request.path().get(2).equals("disconnect")) {
      throw HubRefusal.registry(
          HubError.NOT_SUPPORTED,
          "'"
              + request.line()
              + "'; there are GET /calls, /counters and /state, POST and DELETE /faults, PUT"
              + " /throttles, POST /clock and POST /devices/{id}/disconnect");
    }
    ObjectNode json = Json.object();
    json.put("disconnected", sessions.disconnect(ClientId.device(request.path().get(1))));
    return RestResponse.ok(json);
  }

  private static HubRefusal invalid(String message) {
    return HubRefusal.registry(HubError.ARGUMENT_INVALID, message);
  }
}
