package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.IfMatch;
import org.fleetreboot.devicesim.hub.registry.Twins;
import org.fleetreboot.devicesim.hub.twin.TwinPatch;

/**
 * A few devices to ask queries about. JSON is written with single quotes, and {@code ~} for a
 * single quote.
 */
final class QueriedFleet {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  final ManualClock clock = ManualClock.at(NOON);
  final QueryLag lag;

  private final DeviceRegistry registry = new DeviceRegistry(clock, () -> {});
  private final Twins twins;
  private final TwinQueries queries;

  QueriedFleet() {
    this(Duration.ZERO);
  }

  /** Devices that queries see with a lag. */
  QueriedFleet(Duration late) {
    lag = new QueryLag(late, clock);
    twins = new Twins(registry, clock, (device, change, version) -> {}, lag);
    queries = new TwinQueries(List.of(new DeviceTwinRows(registry, lag)));
  }

  /** Three devices of the kinds that queries meet. */
  static QueriedFleet ofThree() {
    return new QueriedFleet()
        .device(
            "pump-1",
            "{'ring':'canary','site':{'row':1},'group':{'name':'north'},'dash-ed':5}",
            "{'temp':10,'on':true,'note':'it~s','big':255}")
        .device(
            "pump-2",
            "{'ring':'gateway','site':{'row':2},'k-4567-9e12f-0001':1,'k-4567-8':2}",
            "{'temp':25.5,'on':false,'note':'','big':9007199254740993.0}")
        .device("valve-1", "{'site':{'row':7}}", "{'temp':'warm','deep':{'on':true}}");
  }

  QueriedFleet device(String id, String tags, String reported) {
    registry.findOrCreate(id);
    ObjectNode service = Json.object();
    service.set("tags", json(tags));
    twins.patch(ClientId.device(id), TwinPatch.of(service), IfMatch.NONE);
    twins.report(ClientId.device(id), json(reported), OptionalLong.empty());
    return this;
  }

  QueriedFleet desired(String id, String desired) {
    ObjectNode service = Json.object();
    service.putObject("properties").set("desired", json(desired));
    twins.patch(ClientId.device(id), TwinPatch.of(service), IfMatch.NONE);
    return this;
  }

  QueriedFleet connected(String id) {
    registry.require(id).connectionChanged(true, NOON);
    return this;
  }

  void remove(String id) {
    registry.delete(id, IfMatch.NONE);
  }

  QueryPage page(String query, int size, Optional<String> continuation) {
    return queries.page(query, size, continuation);
  }

  /** The first 100 rows, in single quotes. */
  String rows(String query) {
    return Json.text(page(query, 100, Optional.empty()).items())
        .replace('\'', '~')
        .replace('"', '\'');
  }

  /** The ids of the devices for which a condition holds. */
  String where(String condition) {
    return ids(page("SELECT * FROM devices WHERE " + condition, 100, Optional.empty()));
  }

  static String ids(QueryPage page) {
    return StreamSupport.stream(page.items().spliterator(), false)
        .map((JsonNode row) -> row.path("deviceId").textValue())
        .collect(Collectors.joining(" "));
  }

  /** The text of the refusal of a query. */
  String refusal(String query) {
    HubRefusal refusal =
        catchThrowableOfType(HubRefusal.class, () -> page(query, 10, Optional.empty()));
    assertThat(refusal).as(query).isNotNull();
    assertThat(refusal.error()).isEqualTo(HubError.ARGUMENT_INVALID);
    return refusal.text();
  }

  private static ObjectNode json(String quoted) {
    return Json.parseObject(quoted.replace('\'', '"').replace('~', '\''));
  }
}
